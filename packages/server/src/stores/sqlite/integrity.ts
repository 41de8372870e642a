import type { DatabaseSync } from "node:sqlite";
import { noteFailure } from "./sqlite-failure.ts";

/** Lists what is wrong with the file's pages, indexes and references; empty when nothing is. */
export function integrityFaults(db: DatabaseSync): string[] {
  return [
    ...asFarAsReadable("pages", pageFaults(db)),
    ...asFarAsReadable("references", lostRows(db)),
  ];
}

/** A check ends early on a page that cannot be read; what it and the others find is told all the same. */
function asFarAsReadable(what: string, faults: Iterable<string>): string[] {
  const found: string[] = [];
  try {
    for (const fault of faults) found.push(fault);
  } catch (error) {
    const { code, message } = noteFailure(error);
    if (code !== "broken") throw error;
    found.push(`${what}: cannot be checked to the end. ${message}`);
  }
  return found;
}

function* pageFaults(db: DatabaseSync): Generator<string> {
  for (const row of db.prepare("PRAGMA integrity_check").iterate())
    for (const line of String(Object.values(row)[0]).split("\n"))
      if (line !== "ok" && !line.startsWith("***")) yield withName(db, line);
}

/** SQLite numbers the trees of tables and indexes by their first page. */
function withName(db: DatabaseSync, line: string): string {
  return line.replace(/^Tree (\d+)/, (tree, page: string) => {
    const row = db.prepare("SELECT name FROM sqlite_schema WHERE rootpage = ?").get(Number(page));
    return row === undefined ? tree : `${tree} (${row.name})`;
  });
}

/** One line for each kind of reference: a lost row can have had thousands that name it. */
function* lostRows(db: DatabaseSync): Generator<string> {
  const counts = new Map<string, number>();
  for (const { table, parent } of db.prepare("PRAGMA foreign_key_check").iterate()) {
    const where = `${table} names rows of ${parent} that are not there`;
    counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  for (const [where, count] of counts) yield `foreign key: ${where} (${count} found)`;
}
