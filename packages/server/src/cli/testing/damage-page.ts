import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Overwrites part of the first page of a table or an index, as a failing disk or a stray program would. */
export function damagePage(file: string, name: string, change: (page: Buffer) => unknown): void {
  const db = new DatabaseSync(file);
  const bytes = Number(db.prepare("PRAGMA page_size").get()?.page_size);
  const found = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?").get(name);
  db.close();
  const at = (Number(found?.rootpage) - 1) * bytes;
  const page = Buffer.alloc(bytes);
  const fd = openSync(file, "r+");
  readSync(fd, page, 0, bytes, at);
  change(page);
  writeSync(fd, page, 0, bytes, at);
  closeSync(fd);
}
