import { healthTable, renderingTable } from "./hook-tables.ts";
import { insertSql } from "./table.ts";

/** The deliveries of a lane that hold it, in the words of the index `delivery_lane`. */
const holders = (hook: string, run: string, conversation: string): string => `
  FROM delivery WHERE hook_id = ${hook} AND run = ${run} AND conversation_id = ${conversation}
    AND status < 2 AND is_released = 0`;

export const addRendering = insertSql(renderingTable);

const into = `
  INSERT INTO delivery
    (conversation_id, seq, hook_id, run, rendering_id, created_ms, is_released, is_redirected, status,
      attempt_count, ready_ms)`;

const intoLane = `
  ${into}
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0,
    CASE WHEN ?7 = 1 OR NOT EXISTS (SELECT 1 ${holders("?3", "?4", "?1")} AND seq < ?2) THEN ?6 END`;

/** Adds a delivery to its lane: ready when released, or when nothing before it holds the lane. */
export const addDelivery = intoLane;

/** The same behind one that holds its lane. */
export const addDeliveryBehind = `${into} VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, NULL)`;

/** The same for what was owed before, unless the hook or the customer was deleted meanwhile. */
export const addDeliveryAgain = `
  ${intoLane}
  WHERE EXISTS (SELECT 1 FROM hook WHERE id = ?3) AND EXISTS (
    SELECT 1 FROM rendering WHERE id = ?5 AND conversation_id = ?1 AND seq = ?2)
  ON CONFLICT DO NOTHING
  RETURNING ready_ms`;

/** Whether the run had it before. */
export const isInRun =
  "SELECT 1 AS found FROM delivery WHERE conversation_id = ?1 AND seq = ?2 AND hook_id = ?3 AND run = ?4";

/** Takes the readiness from what is behind `seq`: for a run whose deliveries do not come in the order of `seq`. */
export const holdBack = `
  UPDATE delivery SET ready_ms = NULL WHERE ready_ms IS NOT NULL AND id IN (
    SELECT id ${holders("?3", "?4", "?1")} AND seq > ?2)`;

/** Makes the first of a lane its head, unless it is already. */
export const promoteLane = `
  UPDATE delivery SET ready_ms = coalesce(due_ms, created_ms) WHERE ready_ms IS NULL AND id = (
    SELECT id ${holders("?3", "?4", "?1")} ORDER BY seq LIMIT 1)`;

// What follows takes the key as ?1 conversation, ?2 seq, ?3 hook, ?4 run, and passes over what is not owed.

const OF_KEY =
  "WHERE conversation_id = ?1 AND seq = ?2 AND hook_id = ?3 AND run = ?4 AND status < 2";

/** It is done: delivered (?6 = 2) or given up (?6 = 3), after ?5 more attempts. Gives what is put in the log. */
export const endDelivery = `
  UPDATE delivery SET status = ?6, ready_ms = NULL, attempt_count = attempt_count + ?5 ${OF_KEY}
  RETURNING id`;

/** It will be tried again at ?6, after ?5 more attempts; released from its lane if ?7 is 1. */
export const putOffDelivery = `
  UPDATE delivery SET
    due_ms = ?6, ready_ms = CASE WHEN is_released = 1 OR ?7 = 1 OR ready_ms IS NOT NULL THEN ?6 END,
    is_released = max(is_released, ?7), status = CASE WHEN ?5 = 0 THEN status ELSE 1 END,
    attempt_count = attempt_count + ?5 ${OF_KEY}
  RETURNING id`;

export const addAttempt = "INSERT INTO delivery_attempt (delivery_id, attempt) VALUES (?, ?)";

export const releaseDelivery = `
  UPDATE delivery SET is_released = 1, ready_ms = coalesce(ready_ms, due_ms, created_ms) ${OF_KEY}
  RETURNING id`;

/** A hook's health, unless it was deleted meanwhile. In the order of the columns of `healthTable`. */
export const putHealth = `
  INSERT INTO hook_health (${healthTable.columns.join(", ")})
  SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM hook WHERE id = ?1)
  ON CONFLICT (hook_id) DO UPDATE SET failing_since_ms = ?2, notice = ?3`;

export const beginDispatch = "UPDATE hook_dispatch SET epoch = epoch + 1 RETURNING epoch";
export const currentEpoch = "SELECT epoch FROM hook_dispatch";

export const beginRun =
  "UPDATE hook_dispatch SET last_run = last_run + 1 RETURNING last_run AS run";
// The number of a run stands in the place of the answer to the request that is its name.
export const runNamed = "SELECT body AS run FROM idempotent_answer WHERE scope = ?1";
export const nameRun = `
  INSERT INTO idempotent_answer (scope, conversation_id, body_hash, status, body, created_ms)
  VALUES (?1, NULL, '', 0, ?2, ?3)`;
/** Where a run sends to, for as long as its newest delivery is kept: one that goes on owes more, and later. */
export const keepRunTarget = `
  INSERT INTO hook_run (run, hook_id, url, created_ms) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (run) DO UPDATE SET created_ms = max(created_ms, ?4)`;

/** Every hook that has deliveries, gone or not: one look-up each. */
export const hooksInLog = `
  WITH RECURSIVE logged (hook_id) AS (
    SELECT min(hook_id) FROM delivery
    UNION ALL
    SELECT (SELECT min(hook_id) FROM delivery WHERE hook_id > logged.hook_id)
    FROM logged WHERE logged.hook_id IS NOT NULL)
  SELECT hook_id, EXISTS (SELECT 1 FROM hook WHERE id = hook_id) AS is_there
  FROM logged WHERE hook_id IS NOT NULL`;

export const forgetDeliveries = `
  DELETE FROM delivery WHERE id IN (
    SELECT id FROM delivery WHERE hook_id = ?1 AND created_ms < ?2 ORDER BY created_ms, id LIMIT ?3)
  RETURNING conversation_id, seq, hook_id, run, rendering_id, status < 2 AND is_released = 0 AS held`;

/** Takes a rendering (?1) of an entry away when no delivery needs it. */
export const forgetRendering = `
  DELETE FROM rendering WHERE id = ?1 AND NOT EXISTS (
    SELECT 1 FROM delivery WHERE conversation_id = ?2 AND seq = ?3 AND rendering_id = ?1)`;

export const forgetRuns = `
  DELETE FROM hook_run WHERE run IN (
    SELECT run FROM hook_run WHERE created_ms < ?1 OR hook_id NOT IN (SELECT id FROM hook) LIMIT ?2)`;
