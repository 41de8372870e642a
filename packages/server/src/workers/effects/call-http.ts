import type { Effect, HttpAnswer, Value } from "@parley/flow";
import type { Advance } from "../../features/conversations/advance.ts";
import { readJson } from "../../ingest/read-json.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress, OutboundAnswer } from "../../ports/egress.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { ClaimedTask, Store } from "../../ports/store.ts";
import type { Perform } from "../task-loop.ts";

type CallHttp = Extract<Effect, { kind: "call-http" }>;

const mostAnswerBytes = 1024 * 1024;
const mostTextCharacters = 64 * 1024;
const connectTimeoutMs = 5_000;
const firstRetryMs = 1_000;

/**
 * Makes the call of a webhook block and brings its answer to the conversation. After a crash it may be made
 * again, with the same `Idempotency-Key`.
 */
export function performCallHttp(ports: {
  readonly egress: Egress;
  readonly advance: Advance;
  readonly store: Store;
  readonly clock: Clock;
  readonly failpoints: Failpoints;
}): Perform {
  return async (task) => {
    const effect = task.payload as CallHttp;
    const answer = await call(ports.egress, effect);
    await ports.failpoints.hit("after-external-call-before-record");
    const retryMs = retryAfterMs(effect, task, answer);
    if (retryMs !== null) {
      await ports.store.postponeTask(task, ports.clock.nowMs() + retryMs);
      return;
    }
    await ports.advance({
      conversationId: task.conversationId,
      happenings: [{ kind: "http-answered", visit: effect.visit, answer: heard(answer) }],
      finishes: task,
    });
  };
}

function call(egress: Egress, { key, request }: CallHttp): Promise<OutboundAnswer> {
  return egress.send({
    method: request.method,
    url: request.url,
    headers: { ...request.headers, "idempotency-key": key },
    body: request.body,
    policy: "webhook-block",
    connectTimeoutMs: Math.min(connectTimeoutMs, request.timeoutMs),
    totalTimeoutMs: request.timeoutMs,
    maxAnswerBytes: mostAnswerBytes,
  });
}

/** How long to wait before the next try; `null` when this answer is the one. */
function retryAfterMs(
  { request }: CallHttp,
  { attempt }: ClaimedTask,
  answer: OutboundAnswer,
): number | null {
  if (attempt > request.retries) return null;
  if (answer.kind === "failed" && answer.reason === "refused-by-policy") return null;
  const isFinal = answer.kind === "answered" && answer.status < 500 && answer.status !== 429;
  if (isFinal) return null;
  const asked = answer.kind === "answered" ? Number(answer.headers["retry-after"]) : Number.NaN;
  const backoffMs = firstRetryMs * 2 ** (attempt - 1);
  return Number.isFinite(asked) && asked >= 0 ? Math.min(asked * 1000, 60_000) : backoffMs;
}

/** What the flow gets to know of an answer: JSON only if it passes the same gate as every other input. */
function heard(answer: OutboundAnswer): HttpAnswer {
  const { durationMs } = answer;
  if (answer.kind === "failed")
    return { kind: "failed", reason: answer.reason, message: answer.message, durationMs };
  const text = new TextDecoder().decode(answer.body);
  const json = looksLikeJson(answer) ? readJson(answer.body) : null;
  if (json && !json.ok)
    return {
      kind: "failed",
      reason: "unusable-answer",
      message: `The answer is not JSON that can be stored: ${json.refusal.detail}`,
      durationMs,
    };
  return {
    kind: "answered",
    status: answer.status,
    headers: answer.headers,
    text: text.slice(0, mostTextCharacters).toWellFormed(),
    ...(json?.ok && { json: json.value as Value }),
    durationMs,
  };
}

function looksLikeJson({ headers, body }: Extract<OutboundAnswer, { kind: "answered" }>): boolean {
  return body.length > 0 && /\bjson\b/i.test(headers["content-type"] ?? "");
}
