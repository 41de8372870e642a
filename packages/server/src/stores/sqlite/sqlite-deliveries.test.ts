import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DeliveryFilter } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import { hook, key, named, OWED_MS, ok, owe, putHooks } from "../contract/hook-samples.ts";
import { handClock } from "../contract/store-case.ts";
import { prepareCommands } from "./apply-command.ts";
import { encodeHooks, encodeResults } from "./encode-hooks.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { prepareOwing } from "./owe-deliveries.ts";
import { readHooks } from "./read-hooks.ts";
import { prepareResults } from "./record-results.ts";
import { readTape, type Tape } from "./tape.ts";

let folder: string;
let file: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-deliveries-"));
  file = join(folder, "parley.sqlite");
  store = openSqliteStore({ file, clock: handClock(0) });
  await putHooks(store, hook(1));
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** A connection that writes down every statement that is prepared on it. */
class NotingDatabase extends DatabaseSync {
  readonly noted: string[] = [];

  override prepare(sql: string): StatementSync {
    this.noted?.push(sql);
    return super.prepare(sql);
  }
}

/** What is looked up where nothing that was delivered stands, or not much: by words of the statements. */
const indexes = [
  ["ready_ms <= ", "delivery_ready"],
  ["min(ready_ms)", "delivery_ready"],
  ["ORDER BY ready_ms, id LIMIT 1)", "delivery_ready"],
  ["AND run = ?4 AND conversation_id = ?1", "delivery_lane"],
  ["AND run = ?2 AND conversation_id = ?3", "delivery_lane"],
  ["status IN (1, 3)", "delivery_trouble"],
  ["AND seq = ?2 AND hook_id = ?3", "delivery_key"],
] as const;

test("no statement about deliveries scans a table, or what was delivered for what is owed", async () => {
  const db = new NotingDatabase(":memory:");
  migrate(db, readMigrations());
  prepareCommands(db);
  const filters: Partial<DeliveryFilter>[] = [
    {},
    { conversationId: 1, status: "pending" },
    { status: "dead", type: "text" },
    { status: "failed", run: 0 },
    { sender: "bot", sinceMs: 1, untilMs: 9 },
  ];
  const { deliveries } = readHooks(db);
  for (const filter of filters) {
    await deliveries({ hookId: 1, offset: 0, limit: 9, ...filter });
  }
  const about = db.noted.filter((sql) => /\b(delivery|rendering)\b/.test(sql));
  expect(about.length).toBeGreaterThan(20);
  for (const sql of about) {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const steps = plan.map(({ detail }) => String(detail));
    expect(
      steps.filter((step) => /^SCAN (delivery|rendering)\b/.test(step)),
      sql,
    ).toEqual([]);
    for (const [words, index] of indexes) {
      const isUsed = steps.some((step) => step.includes(`INDEX ${index}`));
      expect(isUsed || !sql.includes(words), `${index} for ${sql}`).toBe(true);
    }
  }
});

test("a lane with ten thousand delivered entries is as quick as a new one", async () => {
  await owe(store, 1, 10_000, [1]);
  const epoch = await store.beginDispatch();
  const seqs = Array.from({ length: 10_000 }, (_, n) => n + 1);
  await store.recordDeliveries(
    epoch,
    seqs.map((seq) => ok(key(1, 1, seq))),
  );
  const db = new DatabaseSync(file, { timeout: 5000 });
  const [oweDeliveries, recordResults] = [prepareOwing(db), prepareResults(db)];
  const deliver = (conversationId: number, seq: number): number => {
    const [owed, results]: [Tape, Tape] = [[], []];
    const delivery = {
      hookId: 1,
      conversationId,
      seq,
      variant: "message",
      isReleased: false,
    } as const;
    const text = { type: "text", sender: "bot", eventId: "evt", body: "{}" };
    encodeHooks(owed, {
      renderings: [{ conversationId, seq, variant: "message", ...text }],
      deliveries: [delivery],
      nowMs: OWED_MS,
    });
    encodeResults(results, epoch, [ok(key(1, conversationId, seq))], []);
    const begun = performance.now();
    oweDeliveries(readTape(owed, 0));
    recordResults(readTape(results, 0));
    return performance.now() - begun;
  };
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
  db.exec("BEGIN");
  // By turns, so that whatever else the machine does meets both.
  const times = Array.from({ length: 301 }, (_, n) => [deliver(1, 10_001 + n), deliver(2, 1 + n)]);
  const [long, fresh] = [0, 1].map((which) => median(times.map((pair) => pair[which] ?? 0)));
  db.exec("ROLLBACK");
  db.close();
  // To look at what was delivered would take a hundred times as long.
  expect(long ?? 0).toBeLessThan(10 * (fresh ?? 0));
});

/** Owes entries of conversation 1 to hook 1, as many as are asked for, `each` of them at the same time. */
function plant(count: number, each: number): void {
  const db = new DatabaseSync(file, { timeout: 5000 });
  db.exec(`
    INSERT INTO rendering (id, conversation_id, seq, variant, type, sender, event_id, body)
    VALUES (1, 1, 1, 'message', 'text', 'bot', 'e', '{}'), (2, 1, 2, 'message', 'event', 'sys', 'e', '{}');
    WITH RECURSIVE entry_n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM entry_n WHERE n < ${count})
    INSERT INTO delivery (conversation_id, seq, hook_id, run, rendering_id, created_ms, is_released,
      is_redirected, status, attempt_count)
    SELECT 1, n, 1, 0, CASE WHEN n % 1000 = 0 THEN 2 ELSE 1 END, n / ${each}, 0, 0, 2, 0 FROM entry_n`);
  db.close();
}

test("turns the pages of a long log without a gap, whatever stands at the same time", async () => {
  plant(12_345, 7000);
  for (const offset of [0, 4990, 9995, 12_340]) {
    const { total, rows } = await store.deliveries({ hookId: 1, offset, limit: 20 });
    const expected = Array.from(
      { length: Math.min(20, 12_345 - offset) },
      (_, n) => 12_345 - offset - n,
    );
    expect(rows.map(({ seq }) => seq)).toEqual(expected);
    expect(total).toBe(12_345);
  }
  const events = { hookId: 1, type: "event", offset: 3, limit: 6 };
  const { total, rows } = await store.deliveries(events);
  expect(total).toBe(12);
  expect(named(rows)).toEqual(["1.9000", "1.8000", "1.7000", "1.6000", "1.5000", "1.4000"]);
});

test("counts a very long log no further than anybody reads, and holds nobody up meanwhile", async () => {
  plant(150_000, 1);
  let longestMs = 0;
  let lastMs = performance.now();
  const watch = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 1);
  const { total, rows } = await store.deliveries({ hookId: 1, offset: 0, limit: 2 });
  const deep = await store.deliveries({ hookId: 1, offset: 140_000, limit: 2 });
  clearInterval(watch);
  expect(named(rows)).toEqual(["1.150000", "1.149999"]);
  expect(total).toBe(100_000);
  expect(named(deep.rows)).toEqual(["1.10000", "1.9999"]);
  expect(deep.total).toBeGreaterThan(140_000);
  expect(longestMs).toBeLessThan(500);
});
