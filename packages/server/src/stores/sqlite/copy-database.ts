import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { StoreRefused } from "../../ports/store-failure.ts";

/**
 * Copies one snapshot into a new file while others write. The file has its name only once it is whole and on the disk.
 * Throws `StoreRefused` when there is a file of that name.
 */
export function copyDatabase(db: DatabaseSync, to: string): void {
  if (existsSync(to)) {
    throw new StoreRefused(`${to} exists: a copy never replaces a file.`);
  }
  const partial = `${to}.partial`;
  rmSync(partial, { force: true });
  db.prepare("VACUUM INTO ?").run(partial);
  syncToDisk(partial);
  renameSync(partial, to);
  syncToDisk(dirname(to));
}

function syncToDisk(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
