import type { DatabaseSync } from "node:sqlite";
import { number, type SqlRow } from "./column.ts";
import {
  forgetDeliveries,
  forgetRendering,
  forgetRuns,
  hooksInLog,
  promoteLane,
} from "./delivery-sql.ts";
import type { TapeReader } from "./tape.ts";
import { prepareAll } from "./turn-statements.ts";

/**
 * Prepares one step of forgetting: no more deliveries than the tape allows, from before its time or of hooks that are
 * gone, with the renderings that none needs any more. Answers how many deliveries went.
 */
export function prepareForgetting(db: DatabaseSync): (tape: TapeReader) => number {
  const sql = prepareAll(db, {
    ...{ forgetDeliveries, forgetRendering, forgetRuns, hooksInLog, promoteLane },
  });
  const tidyAfter = (row: SqlRow) => {
    const conversationId = number.read(row.conversation_id);
    const seq = number.read(row.seq);
    if (row.held === 1) {
      sql.promoteLane.run(conversationId, seq, number.read(row.hook_id), number.read(row.run));
    }
    sql.forgetRendering.run(number.read(row.rendering_id), conversationId, seq);
  };
  return (tape) => {
    const [beforeMs, limit] = [tape.number(), tape.number()];
    let forgotten = 0;
    for (const { hook_id: hookId, is_there: isThere } of sql.hooksInLog.all()) {
      const endMs = isThere === 1 ? beforeMs : Number.MAX_SAFE_INTEGER;
      const gone = sql.forgetDeliveries.all(number.read(hookId), endMs, limit - forgotten);
      gone.forEach(tidyAfter);
      forgotten += gone.length;
    }
    if (forgotten < limit) {
      sql.forgetRuns.run(beforeMs, limit);
    }
    return forgotten;
  };
}
