import type { DatabaseSync } from "node:sqlite";
import type { EntryRange, Store } from "../../ports/store.ts";
import { number, type SqlRow } from "./column.ts";
import { prepareCustomers } from "./read-customers.ts";
import { columnList, found } from "./table.ts";
import { prepareHeads } from "./task-heads.ts";
import { tryRead } from "./try-read.ts";
import { prepareAll } from "./turn-statements.ts";
import { answerTable, conversationTable, entryTable, traceTable } from "./turn-tables.ts";

type Reads = Pick<
  Store,
  | "conversation"
  | "conversationByVisitor"
  | "conversationByToken"
  | "customers"
  | "customersBetween"
  | "countCustomers"
  | "entries"
  | "entryByClientId"
  | "trace"
  | "idempotentAnswer"
  | "nextTaskMs"
>;

const selectConversation = `SELECT ${columnList(conversationTable)} FROM conversation`;
const selectEntry = `SELECT ${columnList(entryTable)} FROM entry`;

const readSql = {
  byId: `${selectConversation} WHERE id = ?`,
  byVisitor: `${selectConversation} WHERE channel_id = ? AND visitor_key = ?`,
  byToken: `${selectConversation} WHERE channel_id = ? AND external_token = ?`,
  countCustomers: "SELECT count(*) AS total FROM conversation WHERE channel_id = ?",
  entriesAfter: `${selectEntry} WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
  entriesBefore: `
    ${selectEntry} WHERE conversation_id = ? AND seq > ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  entryByClientId: `${selectEntry} WHERE conversation_id = ? AND client_id = ?`,
  trace: `
    SELECT ${columnList(traceTable)} FROM trace
    WHERE conversation_id = ? ORDER BY revision DESC, position DESC LIMIT ?`,
  answer: `SELECT ${columnList(answerTable)} FROM idempotent_answer WHERE scope = ?`,
} as const;

/** Reads what turns have written, each call one look-up in an index. */
export function readTurns(db: DatabaseSync): Reads {
  const sql = prepareAll(db, readSql);
  const heads = prepareHeads(db);
  const entries = ({ conversationId, afterSeq = 0, beforeSeq, limit }: EntryRange): SqlRow[] =>
    beforeSeq === undefined
      ? sql.entriesAfter.all(conversationId, afterSeq, limit)
      : sql.entriesBefore.all(conversationId, afterSeq, beforeSeq, limit).reverse();
  return {
    ...prepareCustomers(db),
    conversation: (id) => tryRead(() => found(sql.byId.get(id), conversationTable)),
    conversationByVisitor: (channelId, visitorKey) =>
      tryRead(() => found(sql.byVisitor.get(channelId, visitorKey), conversationTable)),
    conversationByToken: (channelId, externalToken) =>
      tryRead(() => found(sql.byToken.get(channelId, externalToken), conversationTable)),
    countCustomers: (channelId) =>
      tryRead(() => number.read(sql.countCustomers.get(channelId)?.total)),
    entries: (range) => tryRead(() => entries(range).map(entryTable.decode)),
    entryByClientId: (conversationId, clientId) =>
      tryRead(() => found(sql.entryByClientId.get(conversationId, clientId), entryTable)),
    trace: (conversationId, limit) =>
      tryRead(() => sql.trace.all(conversationId, limit).reverse().map(traceTable.decode)),
    idempotentAnswer: (scope) => tryRead(() => found(sql.answer.get(scope), answerTable)),
    nextTaskMs: (room) => tryRead(() => heads.firstReadyMs(room)),
  };
}
