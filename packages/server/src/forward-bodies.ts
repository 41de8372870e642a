import { parseAllowList } from "./egress/allow-list.ts";
import { createEgress } from "./egress/create-egress.ts";
import { atLoopback } from "./follow-events.ts";
import { createSign, sentryTrace } from "./workers/hooks/sign.ts";

/** What a receiver answered. */
export type Forwarded =
  | { readonly status: number; readonly durationMs: number }
  | { readonly error: string };

/** Sends bodies of hooks on to a receiver under development. */
export interface ForwardBodies {
  send(eventId: string, body: string): Promise<Forwarded>;
  close(): Promise<void>;
}

const connectTimeoutMs = 5_000;
const totalTimeoutMs = 15_000;
const mostAnswerBytes = 64 * 1024;

/** Makes the forwarding: requests like a hook's own, signed with this secret, sent once. */
export function createForwardBodies(url: string, secret: string): ForwardBodies {
  const { rules } = parseAllowList("0.0.0.0/1,128.0.0.0/1,::/1,8000::/1");
  const egress = createEgress({ allow: rules });
  const sign = createSign([{ secret, untilMs: null }]);
  const target = atLoopback(url);
  return {
    send: async (eventId, text) => {
      const body = Buffer.from(text);
      const atSeconds = Math.floor(Date.now() / 1000);
      const answer = await egress.send({
        ...{ method: "POST", url: target, body, policy: "hook" },
        ...{ connectTimeoutMs, totalTimeoutMs, maxAnswerBytes: mostAnswerBytes },
        headers: {
          "Content-Type": "application/json",
          "User-Agent": "landbot/webhooks",
          "sentry-trace": sentryTrace(eventId),
          "webhook-id": eventId,
          "webhook-timestamp": String(atSeconds),
          "webhook-signature": sign(eventId, atSeconds, body),
        },
      });
      if (answer.kind === "failed") return { error: answer.message };
      return { status: answer.status, durationMs: Math.round(answer.durationMs) };
    },
    close: () => egress.close(),
  };
}
