import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { ShownDelivery, WatchedHook } from "../check/hooks/hook-run.ts";
import { readOpenDeliveries } from "../check/read-database.ts";
import { createHook, listDeliveries, type MadeHook } from "../harness/hook-doors.ts";
import { type HookReceiver, preciseNowMs } from "../harness/hook-receiver.ts";
import { databaseFile } from "../harness/install.ts";
import type { Hurt, Witness } from "./run-under-load.ts";

/** A receiver of one hook. */
export interface Watched {
  readonly name: string;
  readonly receiver: HookReceiver;
  /** Whether it answers for messages of this sender at all. */
  readonly isWanted: WatchedHook["isWanted"];
}

/** Hooks with their receivers, and what they have come to. */
export interface HookWatch extends Pick<Witness, "ports" | "settle" | "close"> {
  /** Makes the hook of a receiver. */
  hook(it: Pick<Hurt, "installation" | "target">, watched: Watched): Promise<void>;
  /** The hooks that were made, as they look now. */
  seen(): readonly WatchedHook[];
}

type Hooked = Watched & {
  readonly made: MadeHook;
  readonly span: WatchedHook["made"];
  shown: readonly ShownDelivery[];
};

const pollMs = 250;

/** Watches the hooks of receivers. Everything wanted must be taken within this time from the end of the load. */
export function watchHooks(
  receivers: readonly HookReceiver[],
  settleWithinMs: number,
  folder: string,
): HookWatch {
  const hooked: Hooked[] = [];
  return {
    ports: receivers.map(({ port }) => port),
    hook: async ({ installation, target }, watched) => {
      const afterMs = preciseNowMs();
      const { name, receiver } = watched;
      const settings = { name, url: receiver.url, token: tokenOf(name) };
      const made = await createHook(target, installation.channelId, settings);
      const span = { afterMs, beforeMs: preciseNowMs() };
      hooked.push({ ...watched, made, span, shown: [] });
    },
    settle: async ({ installation, target }) => {
      const file = databaseFile(installation.folder);
      const untilMs = performance.now() + settleWithinMs;
      while (performance.now() < untilMs && !isSettled(file, hooked)) await sleep(pollMs);
      for (const it of hooked) it.shown = await listDeliveries(target, it.made);
      keepRequests(folder, hooked);
    },
    seen: () => hooked.map(seen),
    close: async () => {
      for (const receiver of receivers) await receiver.close();
    },
  };
}

const tokenOf = (name: string): string => `token-of-${name}`;

const seen = ({ name, made, span, receiver, shown, isWanted }: Hooked): WatchedHook => ({
  ...{ id: made.id, secret: made.secret, token: tokenOf(name), made: span },
  ...{ name, isWanted, requests: receiver.requests, shown },
});

/** Everything that a receiver answers for is done, and all else has come to it. */
function isSettled(file: string, hooked: readonly Hooked[]): boolean {
  const came = new Map(
    hooked.map(({ made, receiver }) => [
      made.id,
      new Set(receiver.requests.map(({ webhookId }) => webhookId)),
    ]),
  );
  return readOpenDeliveries(file).every(({ hookId, sender, eventId }) => {
    const hook = hooked.find(({ made }) => made.id === hookId);
    // Hooks that are watched by others are waited for by them.
    if (!hook) return true;
    return !hook.isWanted({ sender }) && came.get(hookId)?.has(eventId) === true;
  });
}

/** What the receivers got, beside the ledger: to look at when the run has failed. */
function keepRequests(folder: string, hooked: readonly Hooked[]): void {
  for (const { name, receiver } of hooked) {
    const lines = receiver.requests.map((it) => `${JSON.stringify(it)}\n`);
    writeFileSync(join(folder, `${name}.jsonl`), lines.join(""));
  }
}
