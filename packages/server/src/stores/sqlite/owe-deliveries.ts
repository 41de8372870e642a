import type { DatabaseSync } from "node:sqlite";
import type { SqlValue } from "./column.ts";
import { addDelivery, addDeliveryBehind, addRendering } from "./delivery-sql.ts";
import { renderingTable } from "./hook-tables.ts";
import type { TapeReader } from "./tape.ts";
import { prepareAll } from "./turn-statements.ts";

/** Writes what the next turn of a tape owes to hooks. */
export type OweDeliveries = (tape: TapeReader) => void;

const RENDERING_VALUES = renderingTable.columns.length;

export function prepareOwing(db: DatabaseSync): OweDeliveries {
  const statements = prepareAll(db, { addRendering, addDelivery, addDeliveryBehind });
  return (tape) => {
    // Hooks that one of this turn's deliveries holds the lane of.
    const held = new Set<SqlValue>();
    tape.each(() => {
      const rendering = tape.values(RENDERING_VALUES);
      const [conversationId = null, seq = null] = rendering;
      const { lastInsertRowid } = statements.addRendering.run(...rendering);
      const nowMs = tape.number();
      tape.each(() => {
        const [hookId = null, isReleased = null] = tape.values(2);
        const add = held.has(hookId) && isReleased === 0 ? "addDeliveryBehind" : "addDelivery";
        const delivery = [conversationId, seq, hookId, 0, lastInsertRowid, nowMs, isReleased, 0];
        statements[add].run(...delivery);
        if (isReleased === 0) held.add(hookId);
      });
    });
  };
}
