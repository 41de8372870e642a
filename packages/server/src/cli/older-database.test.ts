import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { readInstallationKey } from "../installation-key.ts";
import { databaseFile } from "../open-store.ts";
import { migrate, readMigrations, schemaVersion } from "../stores/sqlite/migrate.ts";
import { runParley } from "./testing/run-parley.ts";
import { startServer } from "./testing/start-server.ts";

const oldSchema = 7;

/** A data folder as an older version of Parley left it. */
function olderInstallation(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-older-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  readInstallationKey(folder);
  const db = new DatabaseSync(databaseFile(folder));
  migrate(db, readMigrations().slice(0, oldSchema));
  db.close();
  return folder;
}

function schemaOf(folder: string): number {
  const db = new DatabaseSync(databaseFile(folder), { readOnly: true });
  try {
    return schemaVersion(db);
  } finally {
    db.close();
  }
}

test("no command changes the schema of an older database: its server may run, and a backup of it is the way back", async () => {
  const folder = olderInstallation();
  const calls = [["token", "list"], ["bot", "list"], ["backup", `${folder}-backup`], ["doctor"]];
  for (const args of calls) {
    const { code, out, err } = await runParley(folder, ...args);
    expect([code, out + err], args.join(" ")).toEqual([
      1,
      expect.stringContaining(`The database has schema ${oldSchema}; this version`),
    ]);
    expect(out + err).not.toContain("restore the newest sound backup");
  }
  expect(schemaOf(folder)).toBe(oldSchema);
});

test("the server brings it up to date, and commands work again", async () => {
  const folder = olderInstallation();
  const server = await startServer(folder);
  onTestFinished(async () => void (await server.stop()));
  expect((await runParley(folder, "token", "list")).code).toBe(0);
  expect(schemaOf(folder)).toBe(readMigrations().length);
});
