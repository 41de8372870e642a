import type { DatabaseSync } from "node:sqlite";
import type {
  AnalyticsStore,
  CountFilter,
  CountTotal,
  Standing,
  TimedCount,
  WebhookRequestFilter,
} from "../../ports/analytics.ts";
import type { BuilderStore } from "../../ports/builder.ts";
import {
  commentTable,
  flowTestTable,
  placeTable,
  readerTable,
  turnTable,
  webhookRequestTable,
} from "./analytics-tables.ts";
import { json, number, type SqlRow, sharedJson, text } from "./column.ts";
import { columnList, readable } from "./table.ts";
import { tryRead } from "./try-read.ts";
import { prepareAll } from "./turn-statements.ts";

type Reads = BuilderStore & Omit<AnalyticsStore, "advanceInsights" | "resetInsights">;

const selectRequests = `SELECT ${columnList(webhookRequestTable)} FROM webhook_request`;
const inTime = "bucket_hours = ?5 AND hour >= ?2 AND hour < ?3 AND (?4 IS NULL OR version = ?4)";

const readSql = {
  comments: `SELECT ${columnList(commentTable)} FROM comment WHERE bot_id = ? ORDER BY id`,
  flowTests: `SELECT ${columnList(flowTestTable)} FROM flow_test WHERE bot_id = ? ORDER BY id`,
  requests: `${selectRequests} WHERE bot_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3`,
  requestsOfBlock: `
    ${selectRequests} WHERE bot_id = ?1 AND id < ?2 AND block = ?4 ORDER BY id DESC LIMIT ?3`,
  requestsOfConversation: `
    ${selectRequests} WHERE conversation_id = ?4 AND +bot_id = ?1 AND id < ?2
      AND (?5 IS NULL OR block = ?5) ORDER BY id DESC LIMIT ?3`,
  turns: `SELECT ${columnList(turnTable(json()))} FROM turn_log WHERE id > ? ORDER BY id LIMIT ?`,
  reader: `SELECT ${columnList(readerTable)} FROM insight_reader`,
  places: `
    SELECT ${columnList(placeTable)} FROM insight_place
    WHERE conversation_id IN (SELECT value FROM json_each(?))`,
  totals: `
    SELECT name, detail, sum(count) AS total FROM insight_count
    WHERE bot_id = ?1 AND kind = ?6 AND ${inTime} GROUP BY name, detail ORDER BY name, detail`,
  ofBot: `
    SELECT hour, name, sum(count) AS total FROM insight_count
    WHERE bot_id = ?1 AND kind = 'bot' AND ${inTime} GROUP BY hour, name ORDER BY hour, name`,
  standings: `
    SELECT version, name AS block, sum(waiting) AS waiting, sum(waiting) - sum(stirred) AS silent,
      sum(ended) AS ended
    FROM (
      SELECT version, name, iif(kind = 'waiting', count, 0) AS waiting,
        iif(kind = 'ended', count, 0) AS ended, 0 AS stirred FROM insight_count
        WHERE bot_id = ?1 AND kind IN ('waiting', 'ended') AND bucket_hours = 0
      UNION ALL SELECT version, name, 0, 0, count FROM insight_count
        WHERE bot_id = ?1 AND kind = 'waiting' AND bucket_hours = 1 AND hour >= ?2)
    GROUP BY version, name ORDER BY version, name`,
} as const;

/** Reads what is kept for builders, and what conversations did. */
export function readAnalytics(db: DatabaseSync): Reads {
  const sql = prepareAll(db, readSql);
  const turns = turnTable(sharedJson());
  const requests = (filter: WebhookRequestFilter): SqlRow[] => {
    const { botId, block, conversationId, limit, beforeId = Number.MAX_SAFE_INTEGER } = filter;
    if (conversationId !== undefined)
      return sql.requestsOfConversation.all(botId, beforeId, limit, conversationId, block ?? null);
    return block === undefined
      ? sql.requests.all(botId, beforeId, limit)
      : sql.requestsOfBlock.all(botId, beforeId, limit, block);
  };
  const totals = ({ botId, kinds, bucketHours, fromHour, untilHour, version }: CountFilter) =>
    kinds.flatMap((kind) =>
      sql.totals
        .all(botId, fromHour, untilHour, version ?? null, bucketHours, kind)
        .map((row): CountTotal => ({ kind, ...nameAndDetail(row), count: number.read(row.total) })),
    );
  return {
    comments: (botId) => tryRead(() => readable(sql.comments.all(botId), commentTable)),
    flowTests: (botId) => tryRead(() => readable(sql.flowTests.all(botId), flowTestTable)),
    webhookRequests: (filter) => tryRead(() => readable(requests(filter), webhookRequestTable)),
    turnsAfter: (id, limit) => tryRead(() => readable(sql.turns.all(id, limit), turns)),
    insightsReader: () => tryRead(() => readerTable.decode(sql.reader.get() ?? {})),
    places: (ids) => tryRead(() => readable(sql.places.all(JSON.stringify(ids)), placeTable)),
    countTotals: (filter) => tryRead(() => totals(filter)),
    botCounts: ({ botId, bucketHours, fromHour, untilHour, version }) =>
      tryRead(() =>
        sql.ofBot.all(botId, fromHour, untilHour, version ?? null, bucketHours).map(timedCount),
      ),
    standings: (botId, silentFromHour) =>
      tryRead(() => sql.standings.all(botId, silentFromHour).map(standing)),
  };
}

const nameAndDetail = (row: SqlRow) => ({
  name: text.read(row.name),
  detail: text.read(row.detail),
});

const timedCount = (row: SqlRow): TimedCount => ({
  hour: number.read(row.hour),
  name: text.read(row.name),
  count: number.read(row.total),
});

const standing = (row: SqlRow): Standing => ({
  version: number.read(row.version),
  block: text.read(row.block),
  waiting: number.read(row.waiting),
  silent: number.read(row.silent),
  ended: number.read(row.ended),
});
