import type { DatabaseSync } from "node:sqlite";
import { mostAnswersADay } from "../../ports/analytics.ts";
import { analyticsSql } from "./analytics-sql.ts";
import { placeTable } from "./analytics-tables.ts";
import { number, type SqlValue } from "./column.ts";
import type { TapeReader } from "./tape.ts";
import { prepareAll } from "./turn-statements.ts";

/** What the writer can be asked about the projection, and what it answers. */
export interface AnalyticsCommands {
  /** 1: written; 0: something has changed since it was read. */
  readonly "advance-insights": number;
  readonly "reset-insights": number;
  /** How many rows were forgotten. */
  readonly "prune-requests": number;
}

/** Parameters of a count: bot, kind, bucket, hour, version, name, detail, number. */
const COUNT_PARAMETERS = 8;

/** Prepares what the reader of the turn log has written. */
export function prepareAnalytics(db: DatabaseSync): {
  readonly [K in keyof AnalyticsCommands]: (tape: TapeReader) => number;
} {
  const sql = prepareAll(db, analyticsSql);
  const toldApart = (key: SqlValue[]): SqlValue[] => {
    const [botId = null, kind, , hour = null, version = null, name = null, detail] = key;
    if (kind !== "answer" || detail === "" || sql.isCounted.get(...key)) return key;
    const { told } = sql.answersInDay.get(botId, hour, version, name) ?? {};
    return number.read(told) < mostAnswersADay ? key : [...key.slice(0, -1), ""];
  };
  return {
    "advance-insights": (tape) => {
      const [before = null, epoch = null, form = null, position = null] = tape.values(4);
      const isClaimed = sql.claimReader.run(before, epoch, form, position).changes === 1;
      if (isClaimed) sql.indexTurns.run(before, position);
      tape.each(() => {
        const [amount = null, ...key] = tape.values(COUNT_PARAMETERS).reverse();
        if (isClaimed) sql.addCount.run(...toldApart(key.reverse()), amount);
      });
      tape.each(() => {
        const place = tape.values(placeTable.columns.length);
        if (isClaimed) sql.putPlace.run(...place);
      });
      if (isClaimed) sql.forgetEmpty.run();
      return isClaimed ? 1 : 0;
    },
    "reset-insights": (tape) => {
      sql.forgetCounts.run();
      sql.forgetPlaces.run();
      sql.forgetTurns.run();
      return Number(sql.resetReader.run(tape.number()).changes);
    },
    "prune-requests": (tape) => Number(sql.forgetRequests.run(...tape.values(2)).changes),
  };
}
