import type { DatabaseSync } from "node:sqlite";
import type { ApplyCommand, CommandResult } from "./apply-command.ts";
import { type PackedTape, unpackTape } from "./packed-tape.ts";
import { type FailureNote, noteFailure } from "./sqlite-failure.ts";
import { readTape, type TapeReader } from "./tape.ts";

/** Commands that were sent together. `starts` are their positions on the tape; `isErasing` asks to leave no copy in the log. */
export interface Batch {
  readonly tape: PackedTape;
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
  const commands = batches.flatMap(commandsOf);
  try {
    return inTransaction(db, () => commands.map((command) => apply(command())));
  } catch (error) {
    if (noteFailure(error).code !== "refused") {
      throw error;
    }
    const alone = (command: () => TapeReader) => applyAlone(db, () => apply(command()));
    return inTransaction(db, () => commands.map(alone));
  }
}

/** Each can be read any number of times. */
function commandsOf({ tape: packed, starts }: Batch): (() => TapeReader)[] {
  const tape = unpackTape(packed);
  return starts.map((start) => () => readTape(tape, start));
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
