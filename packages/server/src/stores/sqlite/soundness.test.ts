import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { standingCounts } from "../../ports/standing-counts.ts";
import type { Store } from "../../ports/store.ts";
import { advanceToEnd, place } from "../contract/analytics-samples.ts";
import { hook, hookWrites, named, OWED_MS, putHooks } from "../contract/hook-samples.ts";
import { channel } from "../contract/sample-records.ts";
import { customerWith, entry, task, traceRow, written } from "../contract/samples.ts";
import { handClock } from "../contract/store-case.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { soundnessQueries } from "./soundness.ts";

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-sound-"));
  store = openSqliteStore({ file: join(folder, "parley.sqlite"), clock: handClock(0) });
  await customerWith(store, 1, {
    entries: [entry(1, 1, "a", "key"), entry(1, 2, "b", "other"), entry(1, 3)],
    newTasks: [task(1, "a", { lane: "x" }), task(1, "b", { lane: "x" })],
    trace: [traceRow(1, "note")],
    hooks: hookWrites(1, [1, 2, 3], [1]),
  });
  await putHooks(store, hook(1));
  const stands = place(1);
  await advanceToEnd(store, standingCounts(stands, 1), [stands]);
  await written(store, {
    idempotency: { scope: "s", bodyHash: "h", status: 200, body: "b", createdMs: 1 },
  });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** What each query must find, planted as a hand with a SQL prompt would do it. */
const damages: { readonly [fault: string]: string } = {
  "gap or repeat in seq": "DELETE FROM entry WHERE seq = 2",
  "last seq differs from the conversation's": "DELETE FROM entry WHERE seq = 3",
  "entry that names another seq than its own":
    "UPDATE entry SET entry = replace(entry, '\"seq\":2', '\"seq\":9') WHERE seq = 2",
  "time of entries that does not increase": "UPDATE entry SET at_us = 1 WHERE seq = 2",
  "repeated client id": "DROP INDEX entry_client; UPDATE entry SET client_id = 'key' WHERE seq = 2",
  "entry without conversation": "UPDATE entry SET conversation_id = 5",
  "task without conversation": "UPDATE task SET conversation_id = 5",
  "trace without conversation": "UPDATE trace SET conversation_id = 5",
  "lane whose head is not its first task":
    "UPDATE task SET ready_ms = CASE key WHEN 'b' THEN 5 END",
  "task with fewer leases than claims": "UPDATE task SET attempt = 3 WHERE key = 'a'",
  "answer that holds an erased customer's data":
    "UPDATE idempotent_answer SET conversation_id = 99",
  "state that disagrees with its columns": "UPDATE conversation SET name_folded = 'zoe'",
  "conversation on a version that is missing":
    "UPDATE conversation SET state = replace(state, '\"version\":0', '\"version\":7')",
  "turn, request or place of nobody":
    "INSERT INTO turn_log (conversation_id, at_ms, bot_id, version, facts) VALUES (5, 1, 1, 1, '{}')",
  "count of conversations that differs from where they stand":
    "UPDATE insight_count SET count = 2 WHERE bucket_hours = 0",
  "delivery without conversation": "UPDATE delivery SET conversation_id = 5",
  "delivery without entry": "DELETE FROM entry WHERE seq = 2",
  "delivery without rendering": "UPDATE rendering SET seq = 3 WHERE seq = 2",
  "rendering that no delivery needs": "DELETE FROM delivery WHERE seq = 1",
  "owed lane whose head is not its first delivery": "UPDATE delivery SET ready_ms = NULL",
  "delivery done before an earlier one of its lane":
    "UPDATE delivery SET status = 2, ready_ms = NULL WHERE seq = 2",
  "released delivery that is never ready": "UPDATE delivery SET is_released = 1 WHERE seq = 3",
  "delivery that is done and ready": "UPDATE delivery SET status = 2 WHERE seq = 1",
  "delivery that failed without an attempt": "UPDATE delivery SET status = 1 WHERE seq = 1",
  "delivery whose attempts are not as many as it counts":
    "INSERT INTO delivery_attempt (delivery_id, attempt) SELECT id, '{}' FROM delivery WHERE seq = 1",
  "redirected delivery without its target": "UPDATE delivery SET is_redirected = 1 WHERE seq = 2",
  "row that cannot be read": "UPDATE task SET payload = '{' WHERE key = 'b'",
  "number above the last one given": "UPDATE id_sequence SET next_id = 1 WHERE kind = 'customer'",
};

test("the sample is sound, and every query has a damage that it must find", async () => {
  expect((await store.report()).faults).toEqual([]);
  expect(Object.keys(damages)).toEqual(Object.keys(soundnessQueries));
});

test.each(Object.entries(damages))("finds: %s", async (fault, damage) => {
  const hand = new DatabaseSync(join(folder, "parley.sqlite"), { timeout: 5000 });
  hand.exec(`PRAGMA foreign_keys = 0; ${damage}`);
  hand.close();
  const { faults } = await store.report();
  expect(faults.filter((found) => found.startsWith(`${fault}: `))).toHaveLength(1);
});

test("an unreadable row is reported, fails the reads that need it, and stops nothing else", async () => {
  const records = [2_000_001, 2_000_002].map(
    (id) => ({ kind: "put-channel", channel: channel(id) }) as const,
  );
  await written(store, { records });
  await customerWith(store, 2, {
    ...{ entries: [entry(2, 1)], newTasks: [task(2, "c")], hooks: hookWrites(2, [1], [1]) },
  });
  await putHooks(store, hook(2));
  const hand = new DatabaseSync(join(folder, "parley.sqlite"), { timeout: 5000 });
  hand.exec(`
    UPDATE conversation SET state = '{' WHERE id = 1;
    UPDATE task SET payload = '{' WHERE key = 'a';
    UPDATE channel SET settings = '{' WHERE id = 2000001;
    UPDATE hook SET types = '[' WHERE id = 1;
    INSERT INTO delivery_attempt (delivery_id, attempt)
    SELECT id, '{' FROM delivery WHERE conversation_id = 1 AND seq = 1`);
  hand.close();
  await expect(store.conversation(1)).rejects.toThrow(
    "Unreadable column state in table conversation.",
  );
  expect((await store.conversation(2))?.id).toBe(2);
  expect((await store.entries({ conversationId: 1, limit: 9 })).length).toBe(3);
  const page = await store.customers({ workspaceId: 1, offset: 0, limit: 9 });
  expect(page.rows.map(({ id }) => id)).toEqual([2]);
  expect((await store.channels(1)).map(({ id }) => id)).toEqual([2_000_002]);
  expect((await store.claimTasks(9, 1000)).map(({ key }) => key)).toEqual(["c"]);
  expect((await store.allHooks()).map(({ id }) => id)).toEqual([2]);
  expect(named(await store.readyDeliveries(1, OWED_MS, 9))).toEqual(["1.1", "2.1"]);
  const log = await store.deliveries({ hookId: 1, offset: 0, limit: 9 });
  expect(named(log.rows)).toEqual(["2.1", "1.3", "1.2"]);
  const { faults } = await store.report();
  expect(faults.some((fault) => fault.startsWith("row that cannot be read: 5 found"))).toBe(true);
  await customerWith(store, 3);
});
