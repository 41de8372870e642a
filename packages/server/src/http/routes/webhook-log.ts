import { WebhookRequestPage, WebhookRequestsQuery } from "@parley/contract";
import { presentWebhookRequest } from "../../channels/platform/present-webhook-request.ts";
import { requireScope, serveRoute } from "../route.ts";
import { BotParams } from "./bots.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `GET /v1/bots/{id}/requests/`: what the Webhook blocks of live conversations sent and were answered. */
export function serveWebhookLog({ routes, features, store }: ResourcePorts): void {
  serveRoute(routes, {
    ...{ method: "GET", path: "/v1/bots/:id/requests/", scope: "bots:read", tag: "Bots" },
    ...{ operationId: "listWebhookRequests", summary: "List what Webhook blocks sent" },
    description:
      "The newest first, each with the turn that took its answer. Kept for 30 days, and erased with the customer. Needs `customers:read` as well, as bodies hold what customers said.",
    params: BotParams,
    query: WebhookRequestsQuery,
    answers: { 200: WebhookRequestPage },
    handle: async ({ identity, params, query }) => {
      requireScope(identity, "customers:read");
      const { block, customer_id: conversationId, before: beforeId, limit } = query;
      const bot = await findBot(features.bots, identity, params.id);
      const rows = await store.webhookRequests({
        ...{ botId: bot.id, limit: limit + 1 },
        ...(block !== undefined && { block }),
        ...(conversationId !== undefined && { conversationId }),
        ...(beforeId !== undefined && { beforeId }),
      });
      const page = rows.slice(0, limit);
      const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
      const requests = page.map(presentWebhookRequest);
      return { status: 200, body: { success: true, requests, next } };
    },
  });
}
