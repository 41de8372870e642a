import type { DeliveryFilter } from "../../ports/hooks.ts";
import type { SqlValue } from "./column.ts";
import { status } from "./delivery-tables.ts";

/** A place in the log: `created_ms` and `id` of a delivery. Older ones come after it. */
export type Cursor = readonly [number, number];

interface Sql {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** How the log is looked through for what is asked. */
export interface LogView {
  readonly start: Cursor;
  /** Selects `id` and `created_ms` of no more than `rows` deliveries after a place, newest first. */
  readonly window: (after: Cursor, rows: number) => Sql;
  /** Joins a window, called `looked`, to what else has to hold. */
  readonly joins: Sql;
}

/**
 * Says how to find what is asked for with the least to look through: by customer, by what failed or is dead, or else by
 * all that the hook was owed in that time.
 */
export function logView(filter: DeliveryFilter): LogView {
  const { sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER } = filter;
  const scope = scopeOf(filter);
  const part = `SELECT id, created_ms FROM delivery WHERE ${scope.sql}`;
  return {
    start: [untilMs, 0],
    // In two parts, as the index is then entered at the place itself, however many have its time.
    window: ([createdMs, id], rows) => ({
      sql: `
        ${part} AND created_ms = ? AND id < ?
        UNION ALL ${part} AND created_ms < ? AND created_ms >= ?
        ORDER BY created_ms DESC, id DESC LIMIT ${rows}`,
      values: [...scope.values, createdMs, id, ...scope.values, createdMs, sinceMs],
    }),
    joins: joinsOf(filter),
  };
}

function scopeOf({ hookId, conversationId, status: wanted }: DeliveryFilter): Sql {
  if (conversationId !== undefined) {
    // The plus keeps the hook's index out of it.
    return { sql: "conversation_id = ? AND +hook_id = ?", values: [conversationId, hookId] };
  }
  return wanted === "failed" || wanted === "dead"
    ? {
        sql: "hook_id = ? AND status IN (1, 3) AND status = ?",
        values: [hookId, status.write(wanted)],
      }
    : { sql: "hook_id = ?", values: [hookId] };
}

function joinsOf(filter: DeliveryFilter): Sql {
  const ofDelivery = conditions([
    ["delivery.run", filter.run],
    ["delivery.status", filter.status && status.write(filter.status)],
  ]);
  const ofRendering = conditions([
    ["rendering.type", filter.type],
    ["rendering.sender", filter.sender],
  ]);
  const delivery = `CROSS JOIN delivery ON delivery.id = looked.id ${ofDelivery.sql}`;
  const rendering = `CROSS JOIN rendering ON rendering.id = rendering_id ${ofRendering.sql}`;
  if (ofRendering.values.length > 0) {
    const values = [...ofDelivery.values, ...ofRendering.values];
    return { sql: `${delivery} ${rendering}`, values };
  }
  return ofDelivery.values.length > 0
    ? { sql: delivery, values: ofDelivery.values }
    : { sql: "", values: [] };
}

function conditions(wanted: readonly (readonly [string, SqlValue | undefined])[]): Sql {
  const given = wanted.flatMap(([column, value]) =>
    value === undefined ? [] : [{ sql: `AND ${column} = ?`, value }],
  );
  return { sql: given.map(({ sql }) => sql).join(" "), values: given.map(({ value }) => value) };
}
