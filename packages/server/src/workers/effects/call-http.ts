import type { Effect } from "@parley/flow";
import type { Advance } from "../../features/conversations/advance.ts";
import { heardAnswer, mostAnswerBytes } from "../../features/conversations/heard-answer.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress, FailureReason, OutboundAnswer } from "../../ports/egress.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { ClaimedTask } from "../../ports/store.ts";
import type { Perform } from "../task-loop.ts";

type CallHttp = Extract<Effect, { kind: "call-http" }>;

const connectTimeoutMs = 5_000;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/**
 * Makes the call of a webhook block and brings its answer to the conversation. After a crash it may be made
 * again, with the same `Idempotency-Key`; one that the server's end interrupts is made again at the next start.
 */
export function performCallHttp(ports: {
  readonly egress: Egress;
  readonly advance: Advance;
  readonly clock: Clock;
  readonly failpoints: Failpoints;
}): Perform {
  return async (task, { signal, putOff }) => {
    const effect = task.payload as CallHttp;
    const answer = await call(ports.egress, effect, signal);
    await ports.failpoints.hit("after-external-call-before-record");
    if (signal.aborted && answer.kind === "failed") throw new Error("Given up before an answer.");
    const nowMs = ports.clock.nowMs();
    const retryMs = retryAfterMs(effect, task, answer, nowMs);
    if (retryMs !== null) return putOff(nowMs + retryMs);
    await ports.advance({
      conversationId: task.conversationId,
      happenings: [{ kind: "http-answered", visit: effect.visit, answer: heardAnswer(answer) }],
      finishes: task,
    });
  };
}

function call(
  egress: Egress,
  { key, request }: CallHttp,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  return egress.send({
    method: request.method,
    url: request.url,
    headers: { ...request.headers, "idempotency-key": key },
    body: request.body,
    policy: "webhook-block",
    connectTimeoutMs: Math.min(connectTimeoutMs, request.timeoutMs),
    totalTimeoutMs: request.timeoutMs,
    maxAnswerBytes: mostAnswerBytes,
    signal,
  });
}

/** How long to wait before the next try; `null` when this answer is the one. */
function retryAfterMs(
  { request }: CallHttp,
  { attempt }: ClaimedTask,
  answer: OutboundAnswer,
  nowMs: number,
): number | null {
  if (attempt > request.retries || !mayDifferNextTime(answer)) return null;
  const asked =
    answer.kind === "answered" ? askedDelayMs(answer.headers["retry-after"], nowMs) : null;
  return Math.min(asked ?? firstRetryMs * 2 ** (attempt - 1), longestRetryMs);
}

/** What another try could change: the way there, or a server that is not well. */
const passingFailures: ReadonlySet<FailureReason> = new Set([
  "dns",
  "connect",
  "timeout",
  "tls",
  "reset",
]);

function mayDifferNextTime(answer: OutboundAnswer): boolean {
  if (answer.kind === "failed") return passingFailures.has(answer.reason);
  return answer.status >= 500 || answer.status === 429;
}

/** Reads `Retry-After`, in seconds or as a date; `null` when it says neither. */
function askedDelayMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const atMs = /^[A-Za-z]{3}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
