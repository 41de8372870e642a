import type { DatabaseSync, StatementSync } from "node:sqlite";
import { number, type SqlValue } from "./column.ts";
import {
  addAttempt,
  currentEpoch,
  endDelivery,
  promoteLane,
  putHealth,
  putOffDelivery,
  releaseDelivery,
} from "./delivery-sql.ts";
import { healthTable } from "./hook-tables.ts";
import type { TapeReader } from "./tape.ts";
import { prepareAll } from "./turn-statements.ts";

// Where the parts of a key stand.
const [CONVERSATION, HOOK, RUN] = [0, 2, 3];

/** Prepares the writing of results from a tape: gives 1, or 0 when they come under an epoch that is over. */
export function prepareResults(db: DatabaseSync): (tape: TapeReader) => 0 | 1 {
  const statements = prepareAll(db, {
    addAttempt,
    currentEpoch,
    endDelivery,
    putOffDelivery,
    releaseDelivery,
    promoteLane,
    putHealth,
  });
  /** Gives the delivery's row; `undefined` when it is not owed any more. */
  const change = (outcome: string, key: readonly SqlValue[], tape: TapeReader) => {
    switch (outcome) {
      case "ok":
      case "dead":
        return ended(statements.endDelivery, key, tape.value(), tape.values(1));
      case "later":
        return ended(statements.putOffDelivery, key, tape.value(), tape.values(2));
      case "released":
        return statements.releaseDelivery.get(...key);
      default:
        throw new TypeError(`The writer knows no outcome ${outcome}.`);
    }
  };
  const ended = (
    statement: StatementSync,
    key: readonly SqlValue[],
    attempt: SqlValue,
    rest: readonly SqlValue[],
  ) => {
    const delivery = statement.get(...key, attempt === null ? 0 : 1, ...rest);
    if (delivery !== undefined && attempt !== null) {
      statements.addAttempt.run(number.read(delivery.id), attempt);
    }
    return delivery;
  };
  return (tape) => {
    if (statements.currentEpoch.get()?.epoch !== tape.number()) {
      return 0;
    }
    // A lane goes on when all is recorded: what was delivered in a row never becomes a head in between.
    const touched = new Map<string, readonly SqlValue[]>();
    tape.each(() => {
      const outcome = tape.text();
      const key = tape.values(4);
      if (change(outcome, key, tape) !== undefined) {
        touched.set(`${key[HOOK]} ${key[RUN]} ${key[CONVERSATION]}`, key);
      }
    });
    for (const key of touched.values()) {
      statements.promoteLane.run(...key);
    }
    tape.each(() => statements.putHealth.run(...tape.values(healthTable.columns.length)));
    return 1;
  };
}
