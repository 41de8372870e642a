import type { DatabaseSync } from "node:sqlite";
import type { ApplyCommand, CommandResult } from "./apply-command.ts";
import { type FailureNote, noteFailure } from "./sqlite-failure.ts";
import { readTape, type Tape, type TapeReader } from "./tape.ts";

/** Commands that were sent together. `starts` are their positions on the tape; `isErasing` asks to leave no copy in the log. */
export interface Batch {
  readonly tape: Tape;
  readonly starts: readonly number[];
  readonly isErasing: boolean;
}

/** What became of one command. */
export type Outcome = CommandResult | { readonly failure: FailureNote };

/**
 * Carries batches out in one transaction with one fsync. When a command breaks a rule of the database, all are taken
 * back and repeated with each command in a savepoint, so that it stops only itself.
 * Throws on failures of the disk: nothing of them counts as written then.
 */
export function applyBatches(
  db: DatabaseSync,
  apply: ApplyCommand,
  batches: readonly Batch[],
): Outcome[] {
  try {
    return inTransaction(db, () => eachCommand(batches, apply));
  } catch (error) {
    if (noteFailure(error).code !== "refused") {
      throw error;
    }
    const alone = (tape: TapeReader) => applyAlone(db, () => apply(tape));
    return inTransaction(db, () => eachCommand(batches, alone));
  }
}

function eachCommand(batches: readonly Batch[], apply: (tape: TapeReader) => Outcome): Outcome[] {
  return batches.flatMap(({ tape, starts }) => starts.map((start) => apply(readTape(tape, start))));
}

function applyAlone(db: DatabaseSync, apply: () => CommandResult): Outcome {
  db.exec("SAVEPOINT command");
  try {
    const result = apply();
    db.exec("RELEASE command");
    return result;
  } catch (error) {
    const failure = noteFailure(error);
    if (failure.code !== "refused") {
      throw error;
    }
    db.exec("ROLLBACK TO command; RELEASE command");
    return { failure };
  }
}

function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // A failed write may have ended the transaction by itself.
    if (db.isTransaction) {
      db.exec("ROLLBACK");
    }
    throw error;
  }
}
