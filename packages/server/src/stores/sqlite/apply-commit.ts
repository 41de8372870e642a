import type { DatabaseSync } from "node:sqlite";
import type { CommitResult } from "../../ports/store.ts";
import { type ApplyRecords, prepareRecords } from "./apply-records.ts";
import { type SqlValue, text } from "./column.ts";
import { type OweDeliveries, prepareOwing } from "./owe-deliveries.ts";
import type { TapeReader } from "./tape.ts";
import { prepareTurns, type TurnStatements } from "./turn-statements.ts";
import { readConversation, writeConversation } from "./write-conversation.ts";

/** Writes the next commit of a tape within the open transaction. */
export type ApplyCommit = (tape: TapeReader) => CommitResult;

/**
 * Prepares the writing of commits. Gates come first and write nothing, so that a commit which does not pass leaves
 * nothing behind; only records may conflict after something was written, and are set apart by a savepoint.
 */
export function prepareCommits(db: DatabaseSync): ApplyCommit {
  const parts: Parts = {
    statements: prepareTurns(db),
    oweDeliveries: prepareOwing(db),
    applyRecords: prepareRecords(db),
  };
  return (tape) => {
    if (tape.number() === 0) {
      return apply(parts, tape);
    }
    db.exec("SAVEPOINT records");
    const result = apply(parts, tape);
    db.exec(result === "committed" ? "RELEASE records" : "ROLLBACK TO records; RELEASE records");
    return result;
  };
}

interface Parts {
  readonly statements: TurnStatements;
  readonly oweDeliveries: OweDeliveries;
  readonly applyRecords: ApplyRecords;
}

function apply({ statements, oweDeliveries, applyRecords }: Parts, tape: TapeReader): CommitResult {
  const answer = tape.optional(6);
  const finished = tape.optional(3);
  const turn = tape.number() === 1 ? readConversation(tape) : null;
  if (answer?.[0] !== undefined && statements.answerGate.get(answer[0]) !== undefined) {
    return "answered-before";
  }
  if (finished !== null && statements.leaseGate.get(...finished) === undefined) {
    return "lost-lease";
  }
  if (turn !== null && !writeConversation(statements, turn)) {
    return "conflict";
  }
  if (finished !== null) {
    endTask(statements, finished.slice(0, 2));
  }
  if (turn !== null) {
    writeTurn(statements, tape);
    oweDeliveries(tape);
    writeLine(statements, tape);
  }
  if (answer !== null) {
    statements.addAnswer.run(...answer);
  }
  return applyRecords(tape) ? "committed" : "conflict";
}

function writeTurn(statements: TurnStatements, tape: TapeReader): void {
  const id = tape.number();
  tape.each(() => statements.addEntry.run(...tape.values(7)));
  tape.each(() => endTask(statements, [id, tape.text()]));
  tape.each(() => statements.addTask.run(...tape.values(8)));
  tape.each(() => statements.addTrace.run(...tape.values(9)));
}

function writeLine(statements: TurnStatements, tape: TapeReader): void {
  const line = tape.optional(5);
  if (line !== null) {
    statements.addLine.run(...line);
  }
  const request = tape.optional(6);
  if (request !== null) {
    statements.addRequest.run(...request);
  }
}

function endTask(statements: TurnStatements, key: readonly SqlValue[]): void {
  const removed = statements.removeTask.get(...key);
  if (removed !== undefined) {
    statements.promoteHead.run(key[0] ?? null, text.read(removed.lane));
  }
}
