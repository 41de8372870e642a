import { TestRequestAnswer, TestRequestWrite } from "@parley/contract";
import type { Value } from "@parley/flow";
import type { TestedRequest } from "../../features/conversations/test-request.ts";
import type { Answer } from "../answer.ts";
import { serveRoute } from "../route.ts";
import { BotParams } from "./bots.ts";
import { findBot } from "./find-bot.ts";
import type { ResourcePorts } from "./platform-ports.ts";

/** `/v1/bots/{id}/test_request/`: a webhook block's call, made once with sample values. */
export function serveTestRequest({ routes, features, testRequest }: ResourcePorts): void {
  serveRoute(routes, {
    ...{ method: "POST", path: "/v1/bots/:id/test_request/", scope: "bots:write" },
    ...{ operationId: "testRequest", tag: "Bots", summary: "Test a webhook block's request" },
    description:
      "Makes the call now, through the same policy as a running flow, and shows what was sent and what came back. " +
      "No conversation is touched.",
    params: BotParams,
    body: TestRequestWrite,
    answers: { 200: TestRequestAnswer },
    handle: async ({ identity, params, body }) => {
      const bot = await findBot(features.bots, identity, params.id);
      // Ingest let in nothing that is not JSON.
      const fields = body.fields as { readonly [name: string]: Value };
      return present(await testRequest({ params: body.params, fields, zone: bot.draft.timezone }));
    },
  });
}

function present({ request, answer }: TestedRequest): Answer {
  const { method, url, headers, body } = request;
  const shown =
    answer.kind === "failed"
      ? { error: answer.message }
      : {
          status: answer.status,
          headers: answer.headers,
          text: answer.text,
          ...(answer.json !== undefined && { json: answer.json }),
        };
  return {
    status: 200,
    body: {
      success: true,
      request: { method, url, headers, body },
      answer: { ...shown, duration_ms: Math.round(answer.durationMs) },
    },
  };
}
