import type { DatabaseSync } from "node:sqlite";
import { number, text } from "./column.ts";
import {
  addDeliveryAgain,
  beginDispatch,
  beginRun,
  holdBack,
  isInRun,
  keepRunTarget,
  nameRun,
  runNamed,
} from "./delivery-sql.ts";
import { prepareForgetting } from "./forget-deliveries.ts";
import { prepareResults } from "./record-results.ts";
import type { TapeReader } from "./tape.ts";
import { prepareAll } from "./turn-statements.ts";

/** What the writer does about deliveries outside of turns. Each answers with a number. */
interface DeliveryCommands {
  /** The epoch. */
  readonly "begin-dispatch": Apply;
  /** 1, or 0 when the epoch is over. */
  readonly "record-deliveries": Apply;
  /** The run. */
  readonly "begin-run": Apply;
  /** How many of them the run has. */
  readonly "owe-again": Apply;
  /** How many were forgotten. */
  readonly "prune-deliveries": Apply;
}

type Apply = (tape: TapeReader) => number;

const commandSql = {
  addDeliveryAgain,
  beginDispatch,
  beginRun,
  holdBack,
  isInRun,
  keepRunTarget,
  nameRun,
  runNamed,
} as const;

export function prepareDeliveryCommands(db: DatabaseSync): DeliveryCommands {
  const sql = prepareAll(db, commandSql);
  return {
    "begin-dispatch": () => number.read(sql.beginDispatch.get()?.epoch),
    "record-deliveries": prepareResults(db),
    "begin-run": (tape) => {
      const [hookId = null, url = null, nowMs = null, name = null] = tape.values(4);
      const begun = name === null ? undefined : sql.runNamed.get(name);
      const run =
        begun === undefined ? number.read(sql.beginRun.get()?.run) : Number(text.read(begun.run));
      if (name !== null && begun === undefined) {
        sql.nameRun.run(name, String(run), nowMs);
      }
      if (url !== null) {
        sql.keepRunTarget.run(run, hookId, url, nowMs);
      }
      return run;
    },
    "owe-again": (tape) => {
      const [hookId = null, run = null, nowMs = null, isRedirected = null] = tape.values(4);
      let queued = 0;
      tape.each(() => {
        const [conversationId = null, seq = null, renderingId = null] = tape.values(3);
        const key = [conversationId, seq, hookId, run];
        const added = sql.addDeliveryAgain.get(...key, renderingId, nowMs, 0, isRedirected);
        if (added === undefined) {
          queued += sql.isInRun.get(...key) === undefined ? 0 : 1;
          return;
        }
        queued += 1;
        if (added.ready_ms !== null) {
          sql.holdBack.run(...key);
        }
      });
      return queued;
    },
    "prune-deliveries": prepareForgetting(db),
  };
}
