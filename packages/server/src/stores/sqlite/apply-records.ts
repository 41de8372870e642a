import type { DatabaseSync, StatementSync } from "node:sqlite";
import { teachAuditHash } from "./audit-table.ts";
import type { SqlValue } from "./column.ts";
import { needsRow, recordSql } from "./record-sql.ts";
import { isTaken } from "./sqlite-failure.ts";
import type { TapeReader } from "./tape.ts";

/** Writes the next list of records of a tape; `false` when one conflicts: what was written is then to be taken back. */
export type ApplyRecords = (tape: TapeReader) => boolean;

export function prepareRecords(db: DatabaseSync): ApplyRecords {
  teachAuditHash(db);
  const prepared = new Map<string, readonly StatementSync[]>();
  for (const [name, statements] of Object.entries(recordSql)) {
    prepared.set(
      name,
      statements.map((sql) => db.prepare(sql)),
    );
  }
  return (tape) => {
    let passes = true;
    tape.each(() => {
      const name = tape.text();
      const parameters = tape.values(tape.number());
      passes &&= applyRecord(prepared.get(name) ?? [], parameters, needsRow.has(name));
    });
    return passes;
  };
}

function applyRecord(
  statements: readonly StatementSync[],
  parameters: readonly SqlValue[],
  mustFindRow: boolean,
): boolean {
  try {
    return statements
      .map((statement) => Number(statement.run(...parameters).changes))
      .every((changes) => changes > 0 || !mustFindRow);
  } catch (error) {
    if (isTaken(error)) {
      return false;
    }
    throw error;
  }
}
