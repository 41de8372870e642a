import type {
  AttemptRecord,
  DeliveryRecord,
  DeliveryStatus,
  OwedDelivery,
} from "../../ports/hooks.ts";
import { type Column, flag, nullable, number, text } from "./column.ts";
import { variant } from "./hook-tables.ts";
import { table } from "./table.ts";

const STATUSES: readonly DeliveryStatus[] = ["pending", "failed", "ok", "dead"];

/** How a status stands in its column. */
export const status: Column<DeliveryStatus> = {
  write: (value) => STATUSES.indexOf(value),
  read: (stored) => {
    const found = STATUSES[number.read(stored)];
    if (found === undefined) {
      throw new TypeError(`The column holds status ${stored}.`);
    }
    return found;
  },
};

/** JSON objects separated by commas; empty before the first. */
const attempts: Column<readonly AttemptRecord[]> = {
  write: (value) => (value.length === 0 ? null : value.map((it) => JSON.stringify(it)).join(",")),
  read: (stored) => JSON.parse(`[${nullable(text).read(stored) ?? ""}]`),
};

/** What the two reads below are made from: a delivery with its rendering, and the run's own target. */
const deliveryFrom = `
  FROM delivery
  JOIN rendering ON rendering.id = delivery.rendering_id
  LEFT JOIN hook_run ON hook_run.run = delivery.run`;

const KEY = "delivery.hook_id, delivery.conversation_id, delivery.run, delivery.seq";

export const owedTable = table<OwedDelivery>("delivery", {
  hookId: number,
  conversationId: number,
  run: number,
  seq: number,
  eventId: text,
  body: text,
  readyMs: number,
  isReleased: flag,
  attempts: number,
  url: nullable(text),
});

/** Selects what `owedTable` reads. */
export const selectOwed = `
  SELECT ${KEY}, event_id, body, coalesce(ready_ms, due_ms, delivery.created_ms) AS ready_ms, is_released,
    attempt_count AS attempts, url
  ${deliveryFrom}`;

export const deliveryTable = table<DeliveryRecord>("delivery", {
  hookId: number,
  conversationId: number,
  run: number,
  seq: number,
  variant,
  type: text,
  sender: text,
  eventId: text,
  status,
  isReleased: flag,
  createdMs: number,
  readyMs: nullable(number),
  url: nullable(text),
  attempts,
});

/** Selects what `deliveryTable` reads. */
export const selectDelivery = `
  SELECT ${KEY}, variant, type, sender, event_id, status, is_released, delivery.created_ms, ready_ms, url,
    (SELECT group_concat(attempt, ',' ORDER BY delivery_attempt.id)
      FROM delivery_attempt WHERE delivery_id = delivery.id) AS attempts
  ${deliveryFrom}`;
