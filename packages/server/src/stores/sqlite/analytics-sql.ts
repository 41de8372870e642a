import { placeTable } from "./analytics-tables.ts";
import { upsertSql } from "./table.ts";

/** Turns of a conversation that are counted: it may share a span with others. */
const countedTurns = `
  SELECT turn_log.id FROM insight_turn JOIN turn_log
    ON turn_log.id BETWEEN insight_turn.first_id AND insight_turn.last_id
  WHERE insight_turn.conversation_id = ?1 AND turn_log.conversation_id = ?1`;

/** Answers of a conversation that are counted, each with how often. */
const countedAnswers = `
  SELECT coalesce(move.value ->> 4, turn_log.bot_id) AS bot_id,
    coalesce(move.value ->> 5, turn_log.version) AS version,
    turn_log.at_ms / 86400000 * 24 AS hour, move.value ->> 0 AS name, move.value ->> 3 AS detail,
    count(*) AS times
  FROM turn_log, json_each(turn_log.facts, '$.moves') AS move
  WHERE turn_log.id IN (${countedTurns}) AND move.value ->> 3 IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5`;

const isAnswer = `
  own.kind = 'answer' AND own.bucket_hours = 24 AND own.bot_id = gone.bot_id AND own.version = gone.version
    AND own.hour = gone.hour AND own.name = gone.name AND own.detail = gone.detail`;

/**
 * Takes a customer out of what was counted and logged: their words go, that they answered stays. Whoever is just
 * counting has to read again, as numbers of the log may be given once more.
 */
export const eraseAnalytics = [
  `INSERT INTO insight_count (bot_id, kind, bucket_hours, hour, version, name, detail, count)
   SELECT own.bot_id, own.kind, own.bucket_hours, own.hour, own.version, own.name, '', sum(gone.times)
   FROM (${countedAnswers}) AS gone JOIN insight_count AS own ON ${isAnswer}
   WHERE own.detail <> '' GROUP BY 1, 2, 3, 4, 5, 6
   ON CONFLICT (bot_id, kind, bucket_hours, hour, version, name, detail) DO UPDATE SET count = count + excluded.count`,
  `UPDATE insight_count AS own SET count = own.count - gone.times FROM (${countedAnswers}) AS gone
   WHERE own.detail <> '' AND ${isAnswer}`,
  `UPDATE insight_count AS own SET count = own.count - 1 FROM insight_place AS place
   WHERE place.conversation_id = ?1 AND place.block IS NOT NULL AND own.bot_id = place.bot_id
     AND own.kind = iif(place.is_ended, 'ended', 'waiting')
     AND (own.bucket_hours, own.hour) IN (VALUES (0, 0), (1, place.since_ms / 3600000))
     AND own.version = place.version AND own.name = place.block AND own.detail = ''`,
  "DELETE FROM insight_count WHERE count <= 0 AND ?1 = ?1",
  "DELETE FROM insight_place WHERE conversation_id = ?1",
  "DELETE FROM webhook_request WHERE conversation_id = ?1",
  `DELETE FROM turn_log WHERE id IN (${countedTurns})`,
  `DELETE FROM turn_log
   WHERE id > (SELECT position FROM insight_reader) AND conversation_id = ?1`,
  "DELETE FROM insight_turn WHERE conversation_id = ?1",
  `UPDATE insight_reader SET epoch = epoch + 1,
     position = min(position, coalesce((SELECT max(id) FROM turn_log), 0)) WHERE ?1 = ?1`,
] as const;

/** So many turns, mostly of others, an erasure reads for one of its own at most. */
const widestSpan = 512;

export const analyticsSql = {
  claimReader: `
    UPDATE insight_reader SET position = ?4 WHERE position = ?1 AND epoch = ?2 AND form = ?3`,
  indexTurns: `
    INSERT INTO insight_turn (conversation_id, first_id, last_id)
    SELECT conversation_id, min(id), max(id) FROM turn_log WHERE id > ?1 AND id <= ?2
    GROUP BY conversation_id, id / ${widestSpan}`,
  addCount: `
    INSERT INTO insight_count (bot_id, kind, bucket_hours, hour, version, name, detail, count)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (bot_id, kind, bucket_hours, hour, version, name, detail)
    DO UPDATE SET count = count + ?8`,
  isCounted: `
    SELECT 1 FROM insight_count
    WHERE bot_id = ?1 AND kind = ?2 AND bucket_hours = ?3 AND hour = ?4 AND version = ?5
      AND name = ?6 AND detail = ?7`,
  answersInDay: `
    SELECT count(*) AS told FROM insight_count WHERE bot_id = ?1 AND kind = 'answer' AND bucket_hours = 24
      AND hour = ?2 AND version = ?3 AND name = ?4 AND detail <> ''`,
  putPlace: upsertSql(placeTable, "conversation_id"),
  forgetEmpty: "DELETE FROM insight_count WHERE count <= 0",
  forgetCounts: "DELETE FROM insight_count",
  forgetPlaces: "DELETE FROM insight_place",
  forgetTurns: "DELETE FROM insight_turn",
  resetReader: "UPDATE insight_reader SET position = 0, epoch = epoch + 1, form = ?1",
  forgetRequests: `
    DELETE FROM webhook_request WHERE id IN (
      SELECT id FROM webhook_request WHERE at_ms < ?1 LIMIT ?2)`,
} as const;
