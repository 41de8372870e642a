import type {
  ConversationPlace,
  InsightsReader,
  LoggedTurn,
  StoredWebhookRequest,
  TurnFacts,
} from "../../ports/analytics.ts";
import type { CommentRecord, FlowTestRecord } from "../../ports/builder.ts";
import { type Column, flag, json, nullable, number, text } from "./column.ts";
import { table } from "./table.ts";

export const commentTable = table<CommentRecord>("comment", {
  id: number,
  botId: number,
  block: nullable(text),
  x: number,
  y: number,
  text,
  agentId: number,
  isResolved: flag,
  createdMs: number,
  updatedMs: number,
});

export const flowTestTable = table<FlowTestRecord>("flow_test", {
  id: number,
  botId: number,
  name: text,
  transcript: text,
  createdMs: number,
  updatedMs: number,
});

export const webhookRequestTable = table<StoredWebhookRequest>("webhook_request", {
  id: number,
  conversationId: number,
  botId: number,
  version: number,
  block: text,
  atMs: number,
  exchange: json(),
});

export const turnTable = (facts: Column<TurnFacts>) =>
  table<LoggedTurn>("turn_log", {
    id: number,
    conversationId: number,
    atMs: number,
    botId: number,
    version: number,
    facts,
  });

export const placeTable = table<ConversationPlace>("insight_place", {
  conversationId: number,
  botId: number,
  version: number,
  block: nullable(text),
  isEnded: flag,
  sinceMs: number,
  isCompleted: flag,
  begunMs: nullable(number),
  askedMs: nullable(number),
  receivedMs: nullable(number),
});

export const readerTable = table<InsightsReader>("insight_reader", {
  position: number,
  epoch: number,
  form: number,
});
