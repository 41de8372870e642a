import { writeSync } from "node:fs";
import type { Store } from "../../../ports/store.ts";
import { hookWrites } from "../../contract/hook-samples.ts";
import { conversation, entry, firstTurn, task } from "../../contract/samples.ts";
import { handClock } from "../../contract/store-case.ts";
import { openSqliteStore } from "../open-sqlite-store.ts";

/** How hard a child process writes. */
export interface WriteTurnsOptions {
  readonly file: string;
  readonly conversations: number;
  readonly turns: number;
  readonly pauseMs: number;
}

/**
 * Writes turns and prints a line for each as soon as it is answered: conversation, revision, result. Goes on where the
 * process before it was stopped, and after failures. The lines are what the store has acknowledged.
 */
export async function writeTurns(options: WriteTurnsOptions): Promise<void> {
  const store = openSqliteStore({ file: options.file, clock: handClock(Date.now()) });
  const ids = Array.from({ length: options.conversations }, (_, n) => n + 1);
  await Promise.all(ids.map((id) => writeConversation(store, id, options)));
  await store.close();
}

async function writeConversation(store: Store, id: number, options: WriteTurnsOptions) {
  for (let left = options.turns; left > 0; left -= 1) {
    const stored = await store.conversation(id);
    const revision = (stored?.revision ?? 0) + 1;
    const turn = firstTurn(
      { ...(stored ?? conversation(id)), revision },
      {
        entries: [entry(id, revision, "x".repeat(500), `client ${revision}`)],
        newTasks: [task(id, `call ${revision}`, { lane: "calls" })],
        hooks: hookWrites(id, [revision], [1]),
      },
    );
    const result = await store
      .commit({ turn })
      .catch((error: unknown) => (error instanceof Error ? error.name : "unknown"));
    writeSync(1, `${id} ${revision} ${result}\n`);
    await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
  }
}
