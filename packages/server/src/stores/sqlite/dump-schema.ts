import type { DatabaseSync } from "node:sqlite";
import { text } from "./column.ts";

/** Writes a database's whole schema as SQL, in one order whatever the migrations that led to it. */
export function dumpSchema(db: DatabaseSync): string {
  const statements = db
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name",
    )
    .all()
    .map((row) => `${text.read(row.sql)};\n`);
  return statements.join("\n");
}
