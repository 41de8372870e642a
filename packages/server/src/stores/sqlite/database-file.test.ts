import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../system-ports.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

test("a store that was closed has everything in its one file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-close-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "parley.db");
  const store = openSqliteStore({ file, clock: systemClock });
  const first = await store.reserveIds("customer", 100);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  await store.close();
  const copied = join(folder, "copied.db");
  copyFileSync(file, copied);
  const again = openSqliteStore({ file: copied, clock: systemClock });
  expect(await again.reserveIds("customer", 1)).toBe(first + 100);
  await again.close();
});

test.each([
  ["a new file has pages of 8 KiB", null, 8192],
  ["an older one keeps its own", 4096, 4096],
])("%s", async (_, before, after) => {
  const folder = mkdtempSync(join(tmpdir(), "parley-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "parley.db");
  if (before !== null) {
    const old = new DatabaseSync(file);
    old.exec(`PRAGMA page_size = ${before}; CREATE TABLE earlier (id INTEGER); DROP TABLE earlier`);
    old.close();
  }
  const store = openSqliteStore({ file, clock: systemClock });
  await store.reserveIds("customer", 1);
  await store.close();
  const db = new DatabaseSync(file);
  expect(db.prepare("PRAGMA page_size").get()).toEqual({ page_size: after });
  db.close();
});
