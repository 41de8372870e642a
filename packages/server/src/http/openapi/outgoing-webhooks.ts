import type { JsonRecord } from "./json-record.ts";

/** The requests that Parley itself sends to hooks, as the document's `webhooks` describe them. */
export function outgoingWebhooks(): JsonRecord {
  return {
    messageHook: {
      post: requestOf(
        "messageHook",
        "What a MessageHook gets",
        "MessageHookPayload",
        "Every message and event of its channel, one a request, in order within a conversation.",
      ),
    },
    apichatHook: {
      post: requestOf(
        "apichatHook",
        "What an API channel's own hook gets",
        "ApichatHookPayload",
        "What bots and agents say, one message a request, in order within a conversation.",
      ),
    },
  };
}

function requestOf(operationId: string, summary: string, schema: string, what: string): JsonRecord {
  return {
    ...{ operationId, tags: ["MessageHooks"], summary },
    description: `${what} At least once: repeats have the same \`webhook-id\` and the same bytes.`,
    parameters: headers.map(([name, required, description]) => ({
      ...{ name, in: "header", required, schema: { type: "string" }, description },
    })),
    requestBody: {
      required: true,
      content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } },
    },
    responses: {
      "2XX": { description: "Taken. The body is not read." },
      "410": { description: "Nobody is here any more: the hook is switched off." },
      default: {
        description:
          "Sent again later, up to twelve times in three days. `Retry-After` of 429 and 503 is kept. Redirects are not followed.",
      },
    },
  };
}

const headers = [
  ["Authorization", false, "`Token <token>`, where the hook has a token."],
  ["webhook-id", true, "The event's id: the same in every attempt, resend and replay."],
  ["webhook-timestamp", true, "Seconds since 1970 of this attempt."],
  [
    "webhook-signature",
    true,
    "`v1,<base64>`, as Standard Webhooks has it: the HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>` with the hook's secret. Two of them, separated by a space, while a secret is replaced.",
  ],
  ["sentry-trace", true, "`<32 hex>-<16 hex>-0`, the same in every attempt."],
] as const;
