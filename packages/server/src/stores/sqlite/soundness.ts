import type { DatabaseSync } from "node:sqlite";
import { customerColumns } from "../customer-columns.ts";
import { deliverySoundness } from "./delivery-soundness.ts";

/**
 * What must hold between rows, as queries that find nothing while it does. Each names what it found. Beside them stand
 * SQLite's own checks of pages, indexes and references.
 */
export const soundnessQueries: { readonly [fault: string]: string } = {
  "gap or repeat in seq": `
    SELECT conversation_id FROM entry GROUP BY conversation_id
    HAVING min(seq) <> 1 OR max(seq) <> count(*)`,
  "last seq differs from the conversation's": `
    SELECT id FROM conversation
    WHERE seq <> coalesce((SELECT max(entry.seq) FROM entry WHERE conversation_id = id), 0)`,
  "entry that names another seq than its own": `
    SELECT conversation_id, seq FROM entry WHERE json_extract(entry, '$.seq') IS NOT seq`,
  "time of entries that does not increase": `
    SELECT conversation_id, seq FROM (
      SELECT conversation_id, seq, at_us,
        lag(at_us) OVER (PARTITION BY conversation_id ORDER BY seq) AS before_us FROM entry)
    WHERE before_us >= at_us`,
  "repeated client id": `
    SELECT conversation_id, client_id FROM entry WHERE client_id IS NOT NULL
    GROUP BY conversation_id, client_id HAVING count(*) > 1`,
  "entry without conversation": `
    SELECT conversation_id, seq FROM entry WHERE conversation_id NOT IN (SELECT id FROM conversation)`,
  "task without conversation": `
    SELECT conversation_id, key FROM task WHERE conversation_id NOT IN (SELECT id FROM conversation)`,
  "trace without conversation": `
    SELECT conversation_id FROM trace WHERE conversation_id NOT IN (SELECT id FROM conversation)`,
  "lane whose head is not its first task": `
    SELECT conversation_id, lane FROM task GROUP BY conversation_id, lane
    HAVING count(ready_ms) <> 1
      OR min(CASE WHEN ready_ms IS NOT NULL THEN position END) <> min(position)`,
  "task with fewer leases than claims": `
    SELECT conversation_id, key FROM task WHERE epoch % 1048576 < attempt`,
  "answer that holds an erased customer's data": `
    SELECT scope FROM idempotent_answer WHERE conversation_id IS NOT NULL
      AND conversation_id NOT IN (SELECT id FROM conversation)`,
  "state that disagrees with its columns": `
    SELECT id FROM conversation
    WHERE json_extract(state, '$.id') IS NOT id OR json_extract(state, '$.seq') IS NOT seq
      OR derived_columns(state) IS NOT
        json_array(name_folded, email_folded, phone_folded, agent_id, is_archived)`,
  "conversation on a version that is missing": `
    SELECT id FROM conversation WHERE json_extract(state, '$.version') > 0 AND NOT EXISTS (
      SELECT 1 FROM bot_version WHERE bot_id = json_extract(state, '$.bot')
        AND version = json_extract(state, '$.version'))`,
  "turn, request or place of nobody": `
    SELECT 'turn', conversation_id FROM turn_log
      WHERE conversation_id NOT IN (SELECT id FROM conversation)
    UNION ALL SELECT 'counted', conversation_id FROM insight_turn
      WHERE first_id NOT IN (SELECT id FROM turn_log) OR last_id NOT IN (SELECT id FROM turn_log)
    UNION ALL SELECT 'request', conversation_id FROM webhook_request
      WHERE conversation_id NOT IN (SELECT id FROM conversation)
    UNION ALL SELECT 'place', conversation_id FROM insight_place
      WHERE conversation_id NOT IN (SELECT id FROM conversation)`,
  "count of conversations that differs from where they stand": `
    SELECT bot_id, version, block, kind, sum(count), sum(stands) FROM (
      SELECT bot_id, version, name AS block, kind, count, 0 AS stands FROM insight_count
        WHERE kind IN ('waiting', 'ended') AND bucket_hours = 0
      UNION ALL SELECT bot_id, version, block, iif(is_ended, 'ended', 'waiting'), 0, 1
        FROM insight_place WHERE block IS NOT NULL)
    GROUP BY 1, 2, 3, 4 HAVING sum(count) <> sum(stands)`,
  ...deliverySoundness,
  "row that cannot be read": `
    SELECT 'conversation', id FROM conversation WHERE NOT json_valid(state)
    UNION ALL SELECT 'entry', conversation_id FROM entry WHERE NOT json_valid(entry)
    UNION ALL SELECT 'task', conversation_id FROM task WHERE NOT json_valid(payload)
    UNION ALL SELECT 'trace', conversation_id FROM trace WHERE NOT json_valid(detail)
    UNION ALL SELECT 'bot', id FROM bot WHERE NOT json_valid(draft)
    UNION ALL SELECT 'version', bot_id FROM bot_version WHERE NOT json_valid(document)
    UNION ALL SELECT 'channel', id FROM channel WHERE NOT json_valid(settings)
    UNION ALL SELECT 'turn', conversation_id FROM turn_log WHERE NOT json_valid(facts)
    UNION ALL SELECT 'request', conversation_id FROM webhook_request WHERE NOT json_valid(exchange)
    UNION ALL SELECT 'token', id FROM token WHERE NOT json_valid(scopes)
    UNION ALL SELECT 'hook', id FROM hook
      WHERE NOT (json_valid(types) AND json_valid(senders) AND json_valid(extra_events))
    UNION ALL SELECT 'health', hook_id FROM hook_health WHERE NOT json_valid(notice)
    UNION ALL SELECT 'attempt', delivery_id FROM delivery_attempt WHERE NOT json_valid(attempt)`,
  "number above the last one given": `
    SELECT kind, max(id) FROM conversation, id_sequence WHERE kind = 'customer' AND id >= next_id
    GROUP BY kind
    UNION ALL SELECT kind, max(id) FROM hook, id_sequence WHERE kind = 'hook' AND id >= next_id
    GROUP BY kind
    UNION ALL SELECT 'run', max(run) FROM delivery, hook_dispatch WHERE run > last_run GROUP BY 1`,
};

const SHOWN_ROWS = 3;

/** Runs every query and tells what it found, a fault a line; a query that fails on unreadable rows is a fault too. */
export function soundnessFaults(db: DatabaseSync): string[] {
  db.function("derived_columns", { deterministic: true }, derivedColumns);
  return Object.entries(soundnessQueries).flatMap(([fault, sql]) => {
    try {
      const rows = db.prepare(sql).all();
      const shown = rows.slice(0, SHOWN_ROWS).map((row) => JSON.stringify(Object.values(row)));
      return rows.length === 0
        ? []
        : [`${fault}: ${rows.length} found, such as ${shown.join(" ")}`];
    } catch (error) {
      return [`${fault}: cannot be checked (${error instanceof Error ? error.message : error})`];
    }
  });
}

function derivedColumns(state: unknown): string {
  const columns = customerColumns(JSON.parse(String(state)));
  return JSON.stringify([
    columns.nameFolded,
    columns.emailFolded,
    columns.phoneFolded,
    columns.agentId,
    Number(columns.isArchived),
  ]);
}
