import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { verifyAudit } from "../../features/audit/verify-audit.ts";
import { handClock } from "../contract/store-case.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

test("a server and commands beside it write one chain", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-audit-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "parley.sqlite");
  const stores = [1, 2, 3].map(() => openSqliteStore({ file, clock: handClock(0) }));
  const [first] = stores;
  const actor = { kind: "server", agentId: null, tokenId: null, name: "", address: "" } as const;
  const line = { workspaceId: 1, deed: "bot.deleted", subject: "bot", subjectName: "" } as const;
  const add = (atMs: number) =>
    ({ kind: "add-audit", row: { ...line, atMs, actor, detail: {} } }) as const;
  try {
    for (let round = 0; round < 10; round += 1)
      await Promise.all(
        stores.flatMap((store) => [1, 2].map((n) => store.commit({ records: [add(n), add(n)] }))),
      );
    expect(first && (await verifyAudit(first, 1))).toMatchObject({ lines: 120, fault: null });
  } finally {
    for (const store of stores) await store.close();
  }
});
