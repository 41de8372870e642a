import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { StoreBroken } from "../../ports/store-failure.ts";
import { openForReading, openForWriting } from "./open-database.ts";

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-open-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "parley.db");
}

test.each([
  ["journal_mode", "wal"],
  // FULL: with less, a commit may be answered before it is on the disk.
  ["synchronous", 2],
  ["foreign_keys", 1],
  ["secure_delete", 1],
  ["wal_autocheckpoint", 0],
])("the connection that writes has %s = %s", (name, value) => {
  const db = openForWriting(newFile());
  onTestFinished(() => db.close());
  expect(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})).toEqual([value]);
});

test("refuses to write where a setting does not hold", () => {
  // SQLite has no write-ahead log in memory, and says nothing.
  expect(() => openForWriting(":memory:")).toThrow(StoreBroken);
  expect(() => openForWriting(":memory:")).toThrow("journal_mode should be wal");
});

test("the connection that reads cannot write", () => {
  const file = newFile();
  openForWriting(file).close();
  const db = openForReading(file);
  onTestFinished(() => db.close());
  expect(() => db.exec("CREATE TABLE other (x)")).toThrow("readonly");
});
