import type { HookSecrets } from "../../features/hooks/hook-secrets.ts";
import type { OutboundAnswer, OutboundRequest } from "../../ports/egress.ts";
import type { AttemptRecord, HookRecord } from "../../ports/hooks.ts";
import { createSign, type Sign, sentryTrace } from "./sign.ts";

const connectTimeoutMs = 5_000;
const totalTimeoutMs = { message: 15_000, apichat: 30_000 } as const;
const mostAnswerBytes = 64 * 1024;
const keptAnswerBytes = 2 * 1024;

/** How requests to one hook are made: what its record and its secrets say, ready for use. */
export interface HookSetup {
  readonly hook: HookRecord;
  readonly sign: Sign;
  readonly token: string | null;
}

/** Prepares to make requests to a hook. */
export function createHookSetup(hook: HookRecord, secrets: HookSecrets): HookSetup {
  return { hook, sign: createSign(secrets.secrets), token: secrets.token };
}

/**
 * Makes one attempt's request: the rendered bytes as they are, signed for this moment. The hook's token is for its own
 * origin: a replay to another one goes without.
 */
export function hookRequest(
  { hook, sign, token }: HookSetup,
  what: { readonly url: string; readonly eventId: string; readonly body: string },
  nowMs: number,
): OutboundRequest {
  const body = Buffer.from(what.body);
  const atSeconds = Math.floor(nowMs / 1000);
  return {
    method: "POST",
    url: what.url,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "landbot/webhooks",
      ...(token !== null &&
        hasOneOrigin(what.url, hook.url) && { Authorization: `Token ${token}` }),
      "sentry-trace": sentryTrace(what.eventId),
      "webhook-id": what.eventId,
      "webhook-timestamp": String(atSeconds),
      "webhook-signature": sign(what.eventId, atSeconds, body),
    },
    body,
    policy: "hook",
    connectTimeoutMs,
    totalTimeoutMs: totalTimeoutMs[hook.form],
    maxAnswerBytes: mostAnswerBytes,
  };
}

function hasOneOrigin(url: string, other: string): boolean {
  if (url === other) return true;
  const origin = URL.parse(url)?.origin;
  return origin !== undefined && origin === URL.parse(other)?.origin;
}

/** Puts an attempt down as its owner reads it; the token is left out, as a log is read by more people than may know it. */
export function attemptRecord(
  { url, headers }: Pick<OutboundRequest, "url" | "headers">,
  answer: OutboundAnswer,
  atMs: number,
): AttemptRecord {
  const isMasked = Object.hasOwn(headers, "Authorization");
  const isAnswered = answer.kind === "answered";
  return {
    atMs,
    durationMs: Math.round(answer.durationMs),
    url,
    requestHeaders: isMasked ? { ...headers, Authorization: "Token ***" } : headers,
    status: isAnswered ? answer.status : null,
    answerHeaders: isAnswered ? answer.headers : {},
    answer: isAnswered ? beginningOf(answer.body) : "",
    error: errorOf(answer),
  };
}

function beginningOf(body: Uint8Array): string {
  if (body.length === 0) return "";
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, keptAnswerBytes));
  return text.toString("utf8").replaceAll("\0", "");
}

function errorOf(answer: OutboundAnswer): string | null {
  if (answer.kind === "failed") return answer.message;
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const isRedirect = status >= 300 && status < 400;
  return `The receiver answered ${status}${isRedirect ? "; redirects are not followed" : ""}.`;
}
