import { DatabaseSync } from "node:sqlite";
import { StoreBroken } from "../../ports/store-failure.ts";

/** The settings that every writing connection runs with; they are read back, because SQLite ignores what it cannot do. */
export const writerPragmas = {
  journal_mode: "wal",
  /** FULL: a commit is on the disk when it is answered. */
  synchronous: 2,
  foreign_keys: 1,
  /** Erased data is overwritten, not only unlinked. */
  secure_delete: 1,
  busy_timeout: 5000,
  /** The writer moves the log into the file itself, after it has answered. */
  wal_autocheckpoint: 0,
  /** In KiB. Most commits pass over all of it (splitting a page of a tree does that), and what is written often is little. */
  cache_size: -8000,
} as const;

/**
 * Of a file that is new; an older one keeps its own. Each page that a commit touches is two system calls and a
 * checksum, and the rows of turns that commit together lie on fewer of these than of the usual 4 KiB.
 */
const PAGE_BYTES = 8192;

const READER_TIMEOUT_MS = 200;
const READER_CACHE = -16_000;

/** Opens the file for writing, with every setting checked. Throws `StoreBroken` when one does not hold. */
export function openForWriting(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: writerPragmas.busy_timeout });
  try {
    db.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
    for (const [name, value] of Object.entries(writerPragmas)) {
      db.exec(`PRAGMA ${name} = ${value}`);
      const found = readPragma(db, name);
      if (found !== value) {
        throw new StoreBroken(`SQLite: ${name} should be ${value} in ${file}, found ${found}.`);
      }
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the file for reading. A reader waits for nobody in WAL mode, except while the log is being recovered. */
export function openForReading(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: READER_TIMEOUT_MS });
  db.exec(`PRAGMA cache_size = ${READER_CACHE}`);
  return db;
}

/** Reads a setting of a connection or a file. */
function readPragma(db: DatabaseSync, name: string): string | number {
  const [value] = Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {});
  return typeof value === "number" ? value : String(value ?? "");
}
