import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { addAudit, encodeAudit } from "./audit-table.ts";
import { migrate, readMigrations } from "./migrate.ts";

test("a line of the audit log is neither changed nor deleted, whatever program asks", () => {
  const db = new DatabaseSync(":memory:");
  migrate(db, readMigrations());
  const actor = { kind: "server", agentId: null, tokenId: null, name: "", address: "" } as const;
  const line = { workspaceId: 1, atMs: 1, deed: "bot.deleted", subject: "bot 1" } as const;
  db.prepare(addAudit).run(...encodeAudit({ ...line, actor, subjectName: "", detail: {} }));
  const read = () => db.prepare("SELECT deed FROM audit").all();
  expect(() => db.exec("UPDATE audit SET deed = 'bot.created'")).toThrow(/is not changed/);
  expect(() => db.exec("DELETE FROM audit")).toThrow(/is not deleted/);
  expect(read()).toEqual([{ deed: "bot.deleted" }]);
  db.close();
});
