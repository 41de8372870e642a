import type { DatabaseSync } from "node:sqlite";
import type { HookStore } from "../../ports/hooks.ts";
import { nullable, number } from "./column.ts";
import { deliveryTable, owedTable, selectDelivery, selectOwed } from "./delivery-tables.ts";
import { healthTable, hookTable, renderingTable } from "./hook-tables.ts";
import { MOST_COUNTED, prepareDeliveryLog } from "./read-delivery-log.ts";
import { columnList, found, readable } from "./table.ts";
import { tryRead } from "./try-read.ts";
import { prepareAll } from "./turn-statements.ts";

type Reads = Omit<HookStore, "beginDispatch" | "recordDeliveries" | "startRun">;

const selectHook = `SELECT ${columnList(hookTable)} FROM hook`;

const inLane = (isReleased: 0 | 1): string => `
  SELECT id, seq FROM delivery
  WHERE hook_id = ?1 AND run = ?2 AND conversation_id = ?3 AND status < 2
    AND is_released = ${isReleased} AND seq > ?4
  ORDER BY seq LIMIT ?5`;

const inTime = (isRedirected: 0 | 1): string => `
  SELECT id, ready_ms FROM delivery
  WHERE hook_id = ?1 AND is_redirected = ${isRedirected} AND ready_ms <= ?2
  ORDER BY ready_ms, id LIMIT ?3`;

const firstReady = (isRedirected: 0 | 1): string => `
  SELECT created_ms FROM delivery
  WHERE hook_id = ?1 AND is_redirected = ${isRedirected} AND ready_ms IS NOT NULL
  ORDER BY ready_ms, id LIMIT 1`;

const readSql = {
  hooks: `${selectHook} WHERE channel_id = ? ORDER BY id`,
  hook: `${selectHook} WHERE id = ?`,
  allHooks: `${selectHook} ORDER BY id`,
  hookHealth: `SELECT ${columnList(healthTable)} FROM hook_health WHERE hook_id = ?`,
  // One look-up for each hook that is owed anything, however much.
  owingHooks: `
    WITH RECURSIVE owed (hook_id) AS (
      SELECT min(hook_id) FROM delivery WHERE ready_ms IS NOT NULL
      UNION ALL
      SELECT (SELECT min(hook_id) FROM delivery
        WHERE ready_ms IS NOT NULL AND hook_id > owed.hook_id)
      FROM owed WHERE owed.hook_id IS NOT NULL)
    SELECT owed.hook_id, (SELECT min(first) FROM (
      SELECT min(ready_ms) AS first FROM delivery
      WHERE hook_id = owed.hook_id AND is_redirected = 0 AND ready_ms IS NOT NULL
      UNION ALL
      SELECT min(ready_ms) FROM delivery
      WHERE hook_id = owed.hook_id AND is_redirected = 1 AND ready_ms IS NOT NULL)) AS ready_ms
    FROM owed JOIN hook ON hook.id = owed.hook_id`,
  // Of the index alone, which holds nothing that is done.
  owedCount: `
    SELECT count(*) AS count FROM (
      SELECT 1 FROM delivery INDEXED BY delivery_lane
      WHERE hook_id = ? AND status < 2 LIMIT ${MOST_COUNTED})`,
  // Two look-ups each, however much is owed: what was tried stands by age, what was not is ready since it came.
  oldestOwed: `
    SELECT min(created_ms) AS oldest_ms FROM (
      SELECT min(created_ms) AS created_ms FROM delivery
      WHERE hook_id = ?1 AND status IN (1, 3) AND status = 1
      UNION ALL SELECT * FROM (${firstReady(0)})
      UNION ALL SELECT * FROM (${firstReady(1)}))`,
  readyDeliveries: `
    ${selectOwed}
    WHERE EXISTS (SELECT 1 FROM hook WHERE id = ?1) AND delivery.id IN (
      SELECT id FROM (
        SELECT * FROM (${inTime(0)}) WHERE ?4 = 0 UNION ALL SELECT * FROM (${inTime(1)})
        ORDER BY ready_ms, id LIMIT ?3))
    ORDER BY ready_ms, delivery.id`,
  laneDeliveries: `
    ${selectOwed}
    WHERE delivery.id IN (
      SELECT id FROM (
        SELECT * FROM (${inLane(0)}) UNION ALL SELECT * FROM (${inLane(1)}) ORDER BY seq LIMIT ?5))
    ORDER BY delivery.seq`,
  delivery: `
    ${selectDelivery}
    WHERE delivery.conversation_id = ? AND delivery.seq = ? AND delivery.hook_id = ? AND delivery.run = ?`,
  rendering: `
    SELECT ${renderingTable.columns.map((column) => `rendering.${column}`).join(", ")}
    FROM delivery JOIN rendering ON rendering.id = rendering_id
    WHERE delivery.conversation_id = ? AND delivery.seq = ? AND variant = ? LIMIT 1`,
} as const;

/** Reads hooks, what they are owed, and what became of it. */
export function readHooks(db: DatabaseSync): Reads {
  const sql = prepareAll(db, readSql);
  return {
    ...prepareDeliveryLog(db),
    hooks: (channelId) => tryRead(() => readable(sql.hooks.all(channelId), hookTable)),
    hook: (id) => tryRead(() => found(sql.hook.get(id), hookTable)),
    allHooks: () => tryRead(() => readable(sql.allHooks.all(), hookTable)),
    hookHealth: (hookId) => tryRead(() => found(sql.hookHealth.get(hookId), healthTable)),
    owingHooks: () =>
      tryRead(() =>
        sql.owingHooks.all().map((row) => ({
          hookId: number.read(row.hook_id),
          readyMs: number.read(row.ready_ms),
        })),
      ),
    owedTo: (hookId) =>
      tryRead(() => ({
        count: number.read(sql.owedCount.get(hookId)?.count),
        oldestMs: nullable(number).read(sql.oldestOwed.get(hookId)?.oldest_ms),
      })),
    readyDeliveries: (hookId, readyByMs, limit, only) =>
      tryRead(() => {
        const isOnly = only === "redirected" ? 1 : 0;
        return readable(sql.readyDeliveries.all(hookId, readyByMs, limit, isOnly), owedTable);
      }),
    laneDeliveries: ({ hookId, run, conversationId, seq }, limit) =>
      tryRead(() =>
        readable(sql.laneDeliveries.all(hookId, run, conversationId, seq, limit), owedTable),
      ),
    delivery: ({ conversationId, seq, hookId, run }) =>
      tryRead(() => found(sql.delivery.get(conversationId, seq, hookId, run), deliveryTable)),
    rendering: (conversationId, seq, variant) =>
      tryRead(() => found(sql.rendering.get(conversationId, seq, variant), renderingTable)),
  };
}
