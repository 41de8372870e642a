import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyAudit } from "../../features/audit/verify-audit.ts";
import type { AuditRow } from "../../ports/audit.ts";
import { auditHash } from "../../ports/audit-chain.ts";
import { addAudit, encodeAudit, readAudit } from "./audit-table.ts";
import { migrate, readMigrations } from "./migrate.ts";

let db: DatabaseSync;

const actor = { kind: "server", agentId: null, tokenId: null, name: "", address: "" } as const;
const line = (atMs: number, workspaceId = 1): AuditRow => ({
  ...{ workspaceId, atMs, actor, deed: "bot.deleted", subject: `bot ${atMs}` },
  ...{ subjectName: 'é "\\ \u{1F600}', detail: { a: ["b"], c: null } },
});
const add = (...rows: readonly AuditRow[]) => {
  for (const row of rows) db.prepare(addAudit).run(...encodeAudit(row));
};
const verify = (workspaceId = 1) => verifyAudit(readAudit(db), workspaceId);
/** What a hand with a SQL prompt can do. */
const byHand = (sql: string) => {
  const triggers = ["audit_unchanged", "audit_kept", "audit_headed"];
  db.exec(`${triggers.map((it) => `DROP TRIGGER IF EXISTS ${it};`).join(" ")} ${sql}`);
};

beforeEach(() => {
  db = new DatabaseSync(":memory:");
  migrate(db, readMigrations());
  add(...[1, 2, 3, 4, 5].map((atMs) => line(atMs)), line(6, 2));
});
afterEach(() => db.close());

test("a line of the audit log is neither changed nor deleted, whatever program asks", () => {
  const read = () => db.prepare("SELECT * FROM audit").all();
  const before = read();
  expect(() => db.exec("UPDATE audit SET deed = 'bot.created'")).toThrow(/is not changed/);
  expect(() => db.exec("DELETE FROM audit")).toThrow(/is not deleted/);
  expect(read()).toEqual(before);
});

test("a log that nobody touched is whole, in each workspace for itself", async () => {
  expect(await verify()).toMatchObject({ lines: 5, head: { id: 5 }, fault: null });
  expect(await verify(2)).toMatchObject({ lines: 1, head: { id: 6 }, fault: null });
  expect(await verify(3)).toEqual({ lines: 0, head: null, fault: null });
});

const columns = [
  ...["at_ms = 9", "actor_kind = 'guest'", "agent_id = 7", "token_id = 7", "actor_name = 'x'"],
  ...["address = '::1'", "deed = 'bot.created'", "deed = 'no deed'", "subject = 'bot 9'"],
  ...["subject_name = 'x'", "detail = '{}'", "detail = '{'", "hash = 'x'", "id = 30"],
];
test.each(columns)("a line is found that was changed by hand: %s", async (change) => {
  byHand(`UPDATE audit SET ${change} WHERE id = 3`);
  // A line that was moved breaks where it is missed.
  const lineId = change === "id = 30" ? 4 : 3;
  expect((await verify()).fault).toEqual({ lineId, kind: "broken" });
  expect((await verify(2)).fault).toBe(null);
});

test.each([
  ["removed", "DELETE FROM audit WHERE id = 2", { lineId: 3, kind: "broken" }],
  ["removed at the beginning", "DELETE FROM audit WHERE id = 1", { lineId: 2, kind: "broken" }],
  [
    "swapped with the next",
    "UPDATE audit SET id = 0 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 4; UPDATE audit SET id = 4 WHERE id = 0",
    { lineId: 3, kind: "broken" },
  ],
  [
    "given to another workspace",
    "UPDATE audit SET workspace_id = 2 WHERE id = 3",
    { lineId: 4, kind: "broken" },
  ],
  [
    "put before the first",
    "INSERT INTO audit SELECT -1, workspace_id, at_ms, actor_kind, agent_id, token_id, actor_name, address, deed, subject, subject_name, detail, hash FROM audit WHERE id = 1",
    { lineId: -1, kind: "broken" },
  ],
  ["cut off at the end", "DELETE FROM audit WHERE id IN (4, 5)", { lineId: 5, kind: "missing" }],
  ["all removed", "DELETE FROM audit", { lineId: 5, kind: "missing" }],
  [
    "cut off with the note of the newest",
    "DELETE FROM audit WHERE id = 5; DELETE FROM audit_head",
    { lineId: 4, kind: "unnoted" },
  ],
] as const)("lines are found that were %s", async (_, sql, fault) => {
  byHand(sql);
  expect((await verify()).fault).toEqual(fault);
});

test("what is written after the end was cut off does not hide it", async () => {
  db.exec("DROP TRIGGER audit_kept; DELETE FROM audit WHERE id IN (5, 6)");
  add(line(7));
  expect((await verify()).fault).toEqual({ lineId: 5, kind: "broken" });
});

test("a log that was written anew, hashes and all, is found by a hash that was kept elsewhere", async () => {
  const { head } = await verify();
  const kept = head ? [head] : [];
  const rows = await readAudit(db).auditLinks(1, 0, 9);
  let before = "";
  const anew = rows.map(({ id, content }) => {
    const [, workspace, at, ...rest] = content;
    before = auditHash(before, [id, workspace ?? 0, id === 3 ? 99 : (at ?? 0), ...rest]);
    return `UPDATE audit SET hash = '${before}' WHERE id = ${id}`;
  });
  byHand(`
    UPDATE audit SET at_ms = 99 WHERE id = 3; ${anew.join("; ")};
    UPDATE audit_head SET hash = '${before}' WHERE workspace_id = 1`);
  expect(await verify()).toMatchObject({ lines: 5, fault: null });
  const verdict = await verifyAudit(readAudit(db), 1, kept);
  expect(verdict.fault).toEqual({ lineId: 5, kind: "replaced" });
  byHand(`
    DELETE FROM audit WHERE id IN (4, 5);
    UPDATE audit_head SET audit_id = 3, hash = (SELECT hash FROM audit WHERE id = 3) WHERE workspace_id = 1`);
  expect((await verify()).fault).toBe(null);
  expect((await verifyAudit(readAudit(db), 1, kept)).fault).toEqual({ lineId: 5, kind: "missing" });
});

test("lines from before the chain are chained as they stand, and those after them follow", async () => {
  const migrations = readMigrations();
  const chained = migrations.findIndex(({ sql }) => sql.includes("audit_head"));
  const old = new DatabaseSync(":memory:");
  migrate(old, migrations.slice(0, chained));
  const rows = [line(1), line(2, 2), line(3), line(4, 2), line(5)];
  const marks = encodeAudit(line(1)).map(() => "?");
  for (const row of rows)
    old
      .prepare(
        `INSERT INTO audit (workspace_id, at_ms, actor_kind, agent_id, token_id, actor_name, address, deed,
           subject, subject_name, detail) VALUES (${marks.join(", ")})`,
      )
      .run(...encodeAudit(row));
  const before = old.prepare("SELECT * FROM audit ORDER BY id").all();
  migrate(old, migrations);
  const after = old.prepare("SELECT * FROM audit ORDER BY id").all();
  expect(after.map(({ hash: _, ...row }) => row)).toEqual(before.map((row) => ({ ...row })));
  old.prepare(addAudit).run(...encodeAudit(line(6)));
  const log = readAudit(old);
  expect(await verifyAudit(log, 1)).toMatchObject({ lines: 4, head: { id: 6 }, fault: null });
  expect(await verifyAudit(log, 2)).toMatchObject({ lines: 2, head: { id: 4 }, fault: null });
  expect(() => old.exec("DELETE FROM audit")).toThrow(/is not deleted/);
  old.close();
});
