import type {
  DeliveryFilter,
  DeliveryRecord,
  HookRecord,
  HookStore,
  OwedDelivery,
  Rendering,
} from "../../ports/hooks.ts";
import { isOwed } from "./delivery-lanes.ts";
import {
  type DeliveryRow,
  fromJson,
  type Json,
  laneName,
  type MemoryData,
  renderingName,
} from "./memory-data.ts";

type Reads = Omit<HookStore, "beginDispatch" | "recordDeliveries" | "startRun">;

/** Reads hooks, what they are owed, and what became of it. */
export function readHooks(read: <T>(act: (data: MemoryData) => T) => Promise<T>): Reads {
  return {
    hooks: (channelId) =>
      read(({ hooks }) => allOf(hooks).filter((hook) => hook.channelId === channelId)),
    hook: (id) => read(({ hooks }) => parsed(hooks.get(id))),
    allHooks: () => read(({ hooks }) => allOf(hooks)),
    hookHealth: (id) => read(({ hookHealth }) => parsed(hookHealth.get(id))),
    owingHooks: () => read(owingHooks),
    owedTo: (hookId) =>
      read((data) => {
        const owed = rowsOf(data).filter((row) => row.hookId === hookId && isOwed(row));
        const begun = owed.filter((row) => row.readyMs !== null || row.status === "failed");
        const oldestMs = Math.min(...begun.map(({ createdMs }) => createdMs));
        return { count: owed.length, oldestMs: begun.length === 0 ? null : oldestMs };
      }),
    readyDeliveries: (hookId, readyByMs, limit, only) =>
      read((data) =>
        rowsOf(data)
          .filter((row) => row.hookId === hookId && data.hooks.has(hookId))
          .filter(({ run }) => only === undefined || typeof data.runs.get(run) === "string")
          .flatMap((row) => (row.readyMs === null ? [] : [{ row, readyMs: row.readyMs }]))
          .filter(({ readyMs }) => readyMs <= readyByMs)
          .sort((a, b) => a.readyMs - b.readyMs || a.row.position - b.row.position)
          .slice(0, limit)
          .map(({ row }) => owedDelivery(data, row)),
      ),
    laneDeliveries: (after, limit) =>
      read((data) =>
        [...(data.lanes.get(laneName(after))?.values() ?? [])]
          .filter((row) => isOwed(row) && row.seq > after.seq)
          .sort((a, b) => a.seq - b.seq)
          .slice(0, limit)
          .map((row) => owedDelivery(data, row)),
      ),
    deliveries: (filter) =>
      read((data) => {
        const found = rowsOf(data)
          .filter((row) => isWanted(data, filter, row))
          .sort((a, b) => b.createdMs - a.createdMs || b.position - a.position);
        const rows = found.slice(filter.offset, filter.offset + filter.limit);
        return { total: found.length, rows: rows.map((row) => deliveryRecord(data, row)) };
      }),
    delivery: (key) =>
      read((data) => {
        const row = data.lanes.get(laneName(key))?.get(key.seq);
        return row === undefined ? null : deliveryRecord(data, row);
      }),
    rendering: (conversationId, seq, variant) =>
      read(({ renderings }) => parsed(renderings.get(renderingName(conversationId, seq, variant)))),
  };
}

const allOf = (hooks: Map<number, Json<HookRecord>>): readonly HookRecord[] =>
  [...hooks.values()].map((stored) => fromJson(stored)).sort((a, b) => a.id - b.id);

const parsed = <T>(stored: Json<T> | undefined): T | null =>
  stored === undefined ? null : fromJson(stored);

const rowsOf = ({ lanes }: MemoryData): readonly DeliveryRow[] =>
  [...lanes.values()].flatMap((lane) => [...lane.values()]);

function owingHooks(data: MemoryData): { hookId: number; readyMs: number }[] {
  const first = new Map<number, number>();
  for (const { hookId, readyMs } of rowsOf(data)) {
    if (readyMs !== null && data.hooks.has(hookId)) {
      first.set(hookId, Math.min(readyMs, first.get(hookId) ?? readyMs));
    }
  }
  return [...first]
    .map(([hookId, readyMs]) => ({ hookId, readyMs }))
    .sort((a, b) => a.hookId - b.hookId);
}

function isWanted(data: MemoryData, filter: DeliveryFilter, row: DeliveryRow): boolean {
  const { type, sender } = renderingOf(data, row);
  const { sinceMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY } = filter;
  return (
    row.hookId === filter.hookId &&
    isAny(filter.conversationId, row.conversationId) &&
    isAny(filter.run, row.run) &&
    isAny(filter.status, row.status) &&
    isAny(filter.type, type) &&
    isAny(filter.sender, sender) &&
    row.createdMs >= sinceMs &&
    row.createdMs < untilMs
  );
}

const isAny = <T>(wanted: T | undefined, found: T): boolean =>
  wanted === undefined || wanted === found;

function renderingOf({ renderings }: MemoryData, row: DeliveryRow): Rendering {
  const stored = renderings.get(renderingName(row.conversationId, row.seq, row.variant));
  if (stored === undefined) {
    throw new Error(`Entry ${row.seq} of conversation ${row.conversationId} is not rendered.`);
  }
  return fromJson(stored);
}

function owedDelivery(data: MemoryData, row: DeliveryRow): OwedDelivery {
  const { eventId, body } = renderingOf(data, row);
  return {
    hookId: row.hookId,
    conversationId: row.conversationId,
    run: row.run,
    seq: row.seq,
    eventId,
    body,
    readyMs: row.readyMs ?? row.dueMs,
    isReleased: row.isReleased,
    attempts: row.attempts.length,
    url: data.runs.get(row.run) ?? null,
  };
}

function deliveryRecord(data: MemoryData, row: DeliveryRow): DeliveryRecord {
  const { variant, type, sender, eventId } = renderingOf(data, row);
  return {
    hookId: row.hookId,
    conversationId: row.conversationId,
    run: row.run,
    seq: row.seq,
    variant,
    type,
    sender,
    eventId,
    status: row.status,
    isReleased: row.isReleased,
    createdMs: row.createdMs,
    readyMs: row.readyMs,
    url: data.runs.get(row.run) ?? null,
    attempts: row.attempts.map((attempt) => fromJson(attempt)),
  };
}
