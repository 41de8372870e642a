import type { WebhookRequest } from "@parley/contract";
import type { StoredWebhookRequest } from "../../ports/analytics.ts";
import { wireSecondsOfMs } from "./wire-time.ts";

/** A request of a Webhook block as the platform API shows it. Secrets were masked before it was stored. */
export function presentWebhookRequest(row: StoredWebhookRequest): WebhookRequest {
  const { id, conversationId, block, version, atMs, exchange } = row;
  const { method, url, attempts, status, error } = exchange;
  return {
    ...{ id, at: wireSecondsOfMs(atMs), customer_id: conversationId, block, version },
    ...{ method, url, attempts, duration_ms: Math.round(exchange.durationMs) },
    request_headers: { ...exchange.requestHeaders },
    request_body: exchange.requestBody,
    request_truncated: exchange.isRequestCut,
    status,
    answer_headers: { ...exchange.answerHeaders },
    answer_body: exchange.answerBody,
    answer_truncated: exchange.isAnswerCut,
    error,
  };
}
