import type {
  DeliveryKey,
  DeliveryOutcome,
  DeliveryResult,
  HookWrites,
  NewDelivery,
} from "../../ports/hooks.ts";
import { StoreRefused } from "../../ports/store-failure.ts";
import { owedRenderings } from "../owed-renderings.ts";
import type { Journal } from "./journal.ts";
import {
  type DeliveryRow,
  laneName,
  type MemoryData,
  renderingName,
  toJson,
} from "./memory-data.ts";

/** Whether a delivery is still to be made. */
export const isOwed = ({ status }: DeliveryRow): boolean =>
  status === "pending" || status === "failed";

/** Writes what a turn owes. Throws `StoreRefused` when one of it is owed already. */
export function oweDeliveries(data: MemoryData, journal: Journal, hooks: HookWrites): void {
  for (const { rendering, deliveries } of owedRenderings(hooks)) {
    const { conversationId, seq, variant } = rendering;
    const name = renderingName(conversationId, seq, variant);
    journal.put(data.renderings, name, toJson(rendering));
    for (const delivery of deliveries) {
      addDelivery(data, journal, { ...delivery, run: 0 }, hooks.nowMs);
    }
  }
}

/** Adds a delivery to its lane; it is ready when released, or when nothing in the lane is before it. */
export function addDelivery(
  data: MemoryData,
  journal: Journal,
  delivery: NewDelivery & DeliveryKey,
  nowMs: number,
): void {
  const lane = laneOf(data, delivery);
  if (lane.has(delivery.seq)) {
    throw new StoreRefused(`Entry ${delivery.seq} is owed to hook ${delivery.hookId} already.`);
  }
  const position = (data.counters.get("delivery") ?? 0) + 1;
  journal.put(data.counters, "delivery", position);
  journal.put(lane, delivery.seq, {
    ...delivery,
    position,
    createdMs: nowMs,
    dueMs: nowMs,
    readyMs: delivery.isReleased ? nowMs : null,
    status: "pending",
    attempts: [],
  });
  settleLane(lane, journal);
}

/** Notes what became of a delivery, and lets its lane go on; what is not owed any more is passed over. */
export function recordResult(data: MemoryData, journal: Journal, result: DeliveryResult): void {
  const lane = laneOf(data, result.key);
  const row = lane.get(result.key.seq);
  if (row !== undefined && isOwed(row)) {
    journal.put(lane, row.seq, { ...tried(row, result), ...changes(row, result.outcome) });
    settleLane(lane, journal);
  }
}

/** Takes away what a customer's conversation owes or has owed, with its renderings. */
export function eraseDeliveries(data: MemoryData, journal: Journal, conversationId: number): void {
  for (const [name, lane] of data.lanes) {
    for (const row of lane.values()) {
      if (row.conversationId === conversationId) {
        journal.remove(data.lanes, name);
        journal.remove(data.renderings, renderingName(conversationId, row.seq, row.variant));
      }
    }
  }
}

/** Makes the first in a lane that is owed and not released its head, and only that one. */
export function settleLane(lane: Map<number, DeliveryRow>, journal: Journal): void {
  const waiting = [...lane.values()]
    .filter((row) => isOwed(row) && !row.isReleased)
    .sort((a, b) => a.seq - b.seq);
  for (const [n, row] of waiting.entries()) {
    const readyMs = n === 0 ? row.dueMs : null;
    if (row.readyMs !== readyMs) {
      journal.put(lane, row.seq, { ...row, readyMs });
    }
  }
}

function tried(row: DeliveryRow, { attempt, outcome }: DeliveryResult): DeliveryRow {
  return attempt === null || outcome.kind === "released"
    ? row
    : { ...row, status: "failed", attempts: [...row.attempts, toJson(attempt)] };
}

function changes(row: DeliveryRow, outcome: DeliveryOutcome): Partial<DeliveryRow> {
  switch (outcome.kind) {
    case "ok":
    case "dead":
      return { status: outcome.kind, readyMs: null };
    case "later": {
      const { dueMs } = outcome;
      const isReleased = row.isReleased || outcome.isReleased;
      const isReady = isReleased || row.readyMs !== null;
      return { dueMs, isReleased, readyMs: isReady ? dueMs : null };
    }
    case "released":
      return { isReleased: true, readyMs: row.readyMs ?? row.dueMs };
  }
}

function laneOf({ lanes }: MemoryData, of: DeliveryKey): Map<number, DeliveryRow> {
  const lane = lanes.get(laneName(of)) ?? new Map<number, DeliveryRow>();
  lanes.set(laneName(of), lane);
  return lane;
}
