import type { Conversation, IdempotentAnswer, StoredEntry, TraceRow } from "../../ports/store.ts";
import type { ClaimedTask } from "../../ports/tasks.ts";
import { flag, json, nullable, number, text } from "./column.ts";
import { table } from "./table.ts";

/** What is read of a conversation; derived columns are left out. */
export const conversationTable = table<Conversation>("conversation", {
  id: number,
  uuid: text,
  workspaceId: number,
  channelId: number,
  revision: number,
  state: json(),
  registeredUs: number,
  visitorKey: nullable(text),
  externalToken: nullable(text),
  isUnread: flag,
  isOptedIn: flag,
  lastEntryUs: nullable(number),
  lastReceivedUs: nullable(number),
  lastSentUs: nullable(number),
  lastText: nullable(text),
});

export const entryTable = table<StoredEntry>("entry", {
  conversationId: number,
  seq: number,
  uuid: text,
  atUs: number,
  entry: json(),
  clientHash: nullable(text),
});

export const traceTable = table<TraceRow>("trace", {
  conversationId: number,
  atUs: number,
  kind: text,
  block: nullable(text),
  code: text,
  message: text,
  detail: json(),
});

export const answerTable = table<Omit<IdempotentAnswer, "conversationId">>("idempotent_answer", {
  scope: text,
  bodyHash: text,
  status: number,
  body: text,
  createdMs: number,
});

export const claimedTaskTable = table<ClaimedTask>("task", {
  conversationId: number,
  key: text,
  lane: text,
  kind: text,
  host: text,
  dueMs: number,
  payload: json(),
  epoch: number,
  attempt: number,
});
