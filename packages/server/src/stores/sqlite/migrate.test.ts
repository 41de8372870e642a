import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StoreBroken } from "../../ports/store-failure.ts";
import { handClock } from "../contract/store-case.ts";
import { firstIds } from "../first-ids.ts";
import { dumpSchema } from "./dump-schema.ts";
import { migrate, readMigrations, schemaVersion } from "./migrate.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

let folder: string;
let db: DatabaseSync;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-migrate-"));
  db = new DatabaseSync(join(folder, "parley.sqlite"));
});

afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

test("schema.sql is what the migrations make (after a new one, run this test with -u)", async () => {
  migrate(db, readMigrations());
  await expect(dumpSchema(db)).toMatchFileSnapshot("./sql/schema.sql");
});

test("migrations are numbered without gaps, and none runs twice", () => {
  const migrations = readMigrations();
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, n) => n + 1));
  migrate(db, migrations);
  migrate(db, migrations);
  expect(schemaVersion(db)).toBe(migrations.length);
});

test("a migration that fails leaves nothing, and the ones before it stay", () => {
  const broken = [
    { version: 1, sql: "CREATE TABLE a (id INTEGER)" },
    { version: 2, sql: "CREATE TABLE b (id INTEGER); CREATE TABLE a (id INTEGER)" },
  ];
  expect(() => migrate(db, broken)).toThrow("already exists");
  expect(schemaVersion(db)).toBe(1);
  expect(dumpSchema(db)).toBe("CREATE TABLE a (id INTEGER);\n");
});

test("refuses a database of a newer version, saying what to do", () => {
  db.exec("PRAGMA user_version = 4711");
  const open = () => openSqliteStore({ file: join(folder, "parley.sqlite"), clock: handClock(0) });
  expect(open).toThrow(/has schema 4711; this version of Parley knows schemas up to \d+/);
});

test("whoever works beside a server brings no older database up to date", () => {
  migrate(db, readMigrations().slice(0, 4));
  const open = () =>
    openSqliteStore({
      ...{ file: join(folder, "parley.sqlite"), clock: handClock(0) },
      isAsItIs: true,
    });
  expect(open).toThrow(/has schema 4; this version of Parley works with schema \d+/);
  expect(schemaVersion(db)).toBe(4);
});

test("tells from which schema to which a file was brought, once", async () => {
  migrate(db, readMigrations().slice(0, 4));
  const told: object[] = [];
  const open = (name: string) =>
    openSqliteStore({
      ...{ file: join(folder, name), clock: handClock(0) },
      onMigrated: (schema) => told.push(schema),
    }).close();
  for (const name of ["parley.sqlite", "parley.sqlite", "new.sqlite"]) await open(name);
  const to = readMigrations().length;
  expect(told).toEqual([
    { from: 4, to },
    { from: 0, to },
  ]);
});

test("refuses a file that is not a database, and leaves it as it was", () => {
  const file = join(folder, "letter.txt");
  const letter = "Dear reader, ".repeat(1000);
  writeFileSync(file, letter);
  expect(() => openSqliteStore({ file, clock: handClock(0) })).toThrow(StoreBroken);
  expect(readFileSync(file, "utf8")).toBe(letter);
});

test("every table is strict", () => {
  const statements = readFileSync(new URL("./sql/schema.sql", import.meta.url), "utf8")
    .split(";\n")
    .filter((statement) => statement.includes("CREATE TABLE"));
  expect(statements.length).toBeGreaterThan(10);
  for (const statement of statements) {
    expect(statement).toMatch(/\) STRICT(, WITHOUT ROWID)?$/);
  }
});

test("numbers begin where the memory store begins them", () => {
  migrate(db, readMigrations());
  const rows = db.prepare("SELECT kind, next_id FROM id_sequence").all();
  expect(Object.fromEntries(rows.map(({ kind, next_id }) => [kind, next_id]))).toEqual(firstIds);
});

test("conversations at an end from before ends were logged stand at one afterwards", () => {
  const migrations = readMigrations();
  migrate(db, migrations.slice(0, 6));
  const conversation = db.prepare(
    `INSERT INTO conversation (id, uuid, workspace_id, channel_id, revision, registered_us, is_unread,
       is_opted_in, is_archived, seq, state) VALUES (?, ?, 1, 1, 1, 1, 0, 0, 0, 0, ?)`,
  );
  const turn = db.prepare(
    "INSERT INTO turn_log (conversation_id, at_ms, bot_id, version, facts) VALUES (?, 1, 1, 1, ?)",
  );
  const at = (phase: string, hasAskedOutside: boolean) =>
    JSON.stringify({ cursor: { phase, block: "b" }, hasAskedOutside });
  const states = [at("dead-end", false), at("asking", false), at("dead-end", true)];
  for (const [n, state] of states.entries()) {
    conversation.run(n, `uuid ${n}`, state);
    turn.run(n, '{"at":"a"}');
    turn.run(n, '{"at":"b"}');
  }
  migrate(db, migrations.slice(0, 7));
  const facts = db.prepare("SELECT facts FROM turn_log ORDER BY id").all();
  const before = ['{"at":"a"}', '{"at":"b"}'];
  expect(facts.map((row) => row.facts)).toEqual([
    ...['{"at":"a"}', '{"at":"b","end":1}'],
    ...before,
    ...before,
  ]);
});

test("attempts from before they had a table of their own are in it, in their order", () => {
  const migrations = readMigrations();
  migrate(db, migrations.slice(0, 8));
  const delivery = db.prepare(
    `INSERT INTO delivery (conversation_id, seq, hook_id, run, rendering_id, created_ms, is_released,
       is_redirected, status, attempt_count, attempts) VALUES (1, ?, 1, 0, 1, 1, 0, 0, 1, ?, ?)`,
  );
  delivery.run(1, 2, '{"status":500,"body":"a, [b] {c}"},{"status":null}');
  delivery.run(2, 0, null);
  delivery.run(3, 1, '{"status":200}');
  migrate(db, migrations.slice(0, 9));
  const rows = db
    .prepare("SELECT delivery_id, attempt FROM delivery_attempt ORDER BY id")
    .all()
    .map(({ delivery_id, attempt }) => [delivery_id, JSON.parse(String(attempt))]);
  expect(rows).toEqual([
    [1, { status: 500, body: "a, [b] {c}" }],
    [1, { status: null }],
    [3, { status: 200 }],
  ]);
  db.exec("PRAGMA foreign_keys = 1; DELETE FROM delivery WHERE seq = 1");
  expect(db.prepare("SELECT delivery_id FROM delivery_attempt").all()).toHaveLength(1);
});

test("claiming, finding and listing never scan a table", () => {
  migrate(db, readMigrations());
  const plan = (sql: string): string =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail)
      .join("; ");
  const lookUps = [
    "SELECT conversation_id, key, ready_ms FROM task WHERE host = '' AND ready_ms <= 5 ORDER BY ready_ms, conversation_id, key LIMIT 9",
    "SELECT min(ready_ms) FROM task WHERE host = '' AND ready_ms IS NOT NULL",
    "SELECT min(host) FROM task WHERE ready_ms IS NOT NULL AND host > 'a'",
    "SELECT max(position) FROM task WHERE conversation_id = 1 AND lane = 'a'",
    "SELECT seq FROM entry WHERE conversation_id = 1 AND seq > 0 AND seq < 9 ORDER BY seq DESC LIMIT 9",
    "SELECT seq FROM entry WHERE conversation_id = 1 AND client_id = 'a'",
    "SELECT count(*) FROM conversation WHERE channel_id = 1",
    "SELECT count(*) FROM conversation WHERE workspace_id = 1 AND is_archived = 0 AND agent_id = 5",
    "SELECT id FROM conversation WHERE workspace_id = 1 AND is_archived = 0 ORDER BY id LIMIT 9",
    "SELECT id FROM conversation WHERE workspace_id = 1 AND name_folded >= 'a' AND name_folded < 'b' ORDER BY id",
    "SELECT scope FROM idempotent_answer WHERE created_ms < 5 LIMIT 500",
    "SELECT scope FROM idempotent_answer WHERE conversation_id = 5",
    "SELECT attempt FROM delivery_attempt WHERE delivery_id = 5 ORDER BY id",
  ];
  for (const sql of lookUps) {
    expect(plan(sql), sql).toMatch(/^SEARCH \w+ USING (COVERING INDEX|INDEX|PRIMARY KEY)/);
  }
  expect(plan(lookUps[0] ?? "")).not.toContain("TEMP B-TREE");
});
