import type { DatabaseSync } from "node:sqlite";
import { addDelivery, addRendering } from "./delivery-sql.ts";
import { renderingTable } from "./hook-tables.ts";
import type { TapeReader } from "./tape.ts";
import { prepareAll } from "./turn-statements.ts";

/** Writes what the next turn of a tape owes to hooks. */
export type OweDeliveries = (tape: TapeReader) => void;

const RENDERING_VALUES = renderingTable.columns.length;

export function prepareOwing(db: DatabaseSync): OweDeliveries {
  const statements = prepareAll(db, { addRendering, addDelivery });
  return (tape) =>
    tape.each(() => {
      const rendering = tape.values(RENDERING_VALUES);
      const [conversationId = null, seq = null] = rendering;
      const { lastInsertRowid } = statements.addRendering.run(...rendering);
      const nowMs = tape.number();
      tape.each(() => {
        const [hookId = null, isReleased = null] = tape.values(2);
        statements.addDelivery.run(
          ...[conversationId, seq, hookId, 0],
          ...[lastInsertRowid, nowMs, isReleased, 0],
        );
      });
    });
}
