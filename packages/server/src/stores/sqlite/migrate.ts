import { readdirSync, readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { StoreOfOtherVersion } from "../../ports/store-failure.ts";
import { teachAuditHash } from "./audit-table.ts";
import { number } from "./column.ts";

const SCRIPTS = new URL("./sql/", import.meta.url);

/** One numbered script of `sql/`. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Reads the scripts in order. The numbers are 1, 2, 3 …; a released script never changes. */
export function readMigrations(): readonly Migration[] {
  return readdirSync(SCRIPTS)
    .filter((name) => /^\d{6}\.sql$/.test(name))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 6)),
      sql: readFileSync(new URL(name, SCRIPTS), "utf8"),
    }));
}

/**
 * Brings a database up to the newest schema, each script in a transaction of its own. Throws `StoreOfOtherVersion` when the
 * database is newer than this program: an older one would write what the newer no longer understands.
 */
export function migrate(db: DatabaseSync, migrations: readonly Migration[]): void {
  teachAuditHash(db);
  const newest = migrations.at(-1)?.version ?? 0;
  for (const { version, sql } of migrations) {
    db.exec("BEGIN IMMEDIATE");
    try {
      const found = schemaVersion(db);
      refuseNewer(found, newest);
      if (found < version) {
        db.exec(sql);
        db.exec(`PRAGMA user_version = ${version}`);
      }
      db.exec("COMMIT");
    } catch (error) {
      if (db.isTransaction) {
        db.exec("ROLLBACK");
      }
      throw error;
    }
  }
}

/**
 * Throws `StoreOfOtherVersion` unless a database has the newest schema, and changes nothing: for whoever works beside a server,
 * which may be of the version that wrote it, and for whoever keeps a way back.
 */
export function requireNewest(db: DatabaseSync, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const found = schemaVersion(db);
  refuseNewer(found, newest);
  if (found < newest) {
    throw new StoreOfOtherVersion(
      `The database has schema ${found}; this version of Parley works with schema ${newest}. ` +
        "Make a backup with the version that wrote it; then start the server of this one, which brings it up to date.",
    );
  }
}

function refuseNewer(found: number, newest: number): void {
  if (found <= newest) {
    return;
  }
  throw new StoreOfOtherVersion(
    `The database has schema ${found}; this version of Parley knows schemas up to ${newest}. ` +
      "Start the newer version again, or restore the backup from before the upgrade.",
  );
}

/** The number of the last script that a database has passed; 0 for an empty one. */
export function schemaVersion(db: DatabaseSync): number {
  return number.read(db.prepare("PRAGMA user_version").get()?.user_version);
}
