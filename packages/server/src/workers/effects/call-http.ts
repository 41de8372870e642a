import type { Effect, HttpAnswer } from "@parley/flow";
import type { Advance } from "../../features/conversations/advance.ts";
import type { GiveUpTask } from "../../features/conversations/give-up-task.ts";
import { heardAnswer, mostAnswerBytes } from "../../features/conversations/heard-answer.ts";
import type { Owed } from "../../features/conversations/owed-tasks.ts";
import { webhookExchange } from "../../features/conversations/webhook-exchange.ts";
import type { Flows } from "../../features/flows/flows.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress, FailureReason, OutboundAnswer } from "../../ports/egress.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { Conversation } from "../../ports/store.ts";
import { StoreFailure } from "../../ports/store-failure.ts";
import type { ClaimedTask } from "../../ports/tasks.ts";
import type { Perform, TaskRun } from "../task-loop.ts";
import { createMadeCalls, type MadeCall } from "./made-calls.ts";

type CallHttp = Extract<Effect, { kind: "call-http" }>;

const connectTimeoutMs = 5_000;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/** As many times its answer is offered as it is; then, as often again, as one that cannot be used. */
const mostOffers = 5;

interface CallPorts {
  readonly egress: Egress;
  readonly advance: Advance;
  readonly read: (conversationId: number) => Promise<Conversation | null>;
  readonly flows: Pick<Flows, "running">;
  readonly giveUpTask: GiveUpTask;
  readonly clock: Clock;
  readonly failpoints: Failpoints;
}

/**
 * Makes the call of a webhook block and brings its answer to the conversation. After a crash it may be made
 * again, with the same `Idempotency-Key`; one that the server's end interrupts is made again at the next start.
 * Where the answer cannot be recorded, it is kept and recorded later, or given up: the call is not made again.
 */
export function performCallHttp(ports: CallPorts): Perform {
  const madeCalls = createMadeCalls(ports.clock);
  return async (task, run) => {
    const owed = task.payload as Owed<CallHttp>;
    const earlier = madeCalls.find(task);
    if (!earlier && !(await canBeTold(ports, task, owed))) return;
    if (!earlier && madeCalls.isFull()) throw new Error("Too many answers wait to be recorded.");
    const made = earlier ?? { answer: await make(ports, owed, run.signal), failures: 0 };
    try {
      await record(ports, task, made, run);
      madeCalls.forget(task);
    } catch (error) {
      const failures = made.failures + (mayPass(error) ? 0 : 1);
      madeCalls.keep(task, { ...made, failures });
      throw error;
    }
  };
}

/** Tells whether there is a conversation, with a flow, to bring an answer to. Where there is none, nobody is called. */
async function canBeTold(
  { read, flows, giveUpTask }: CallPorts,
  task: ClaimedTask,
  { block }: CallHttp,
): Promise<boolean> {
  const now = await read(task.conversationId);
  try {
    if (now) await flows.running(now.state.bot, now.state.version);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    await giveUpTask(task, {
      block,
      code: "flow-not-loadable",
      message: "The flow that this call's answer is for cannot be loaded. Nothing was called.",
    });
    return false;
  }
  if (!now) await giveUpTask(task, { block, code: "unknown-conversation", message: "" });
  return now !== null;
}

async function make(
  { egress, failpoints }: CallPorts,
  owed: Owed<CallHttp>,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  const answer = await call(egress, owed, signal);
  await failpoints.hit("after-external-call-before-record");
  if (signal.aborted && answer.kind === "failed") throw new Error("Given up before an answer.");
  return answer;
}

async function record(
  { advance, giveUpTask, clock }: CallPorts,
  task: ClaimedTask,
  { answer, failures }: MadeCall,
  { putOff }: TaskRun,
): Promise<void> {
  const owed = task.payload as Owed<CallHttp>;
  const { block, visit, tries = 0, flowDepth = 0 } = owed;
  if (failures >= 2 * mostOffers) {
    const message = "The call was made, but its answer could not be recorded.";
    return giveUpTask(task, { block, code: "call-not-recorded", message });
  }
  const nowMs = clock.nowMs();
  const retryMs = retryAfterMs(owed, answer, nowMs);
  if (retryMs !== null) return putOff(nowMs + retryMs, { ...owed, tries: tries + 1 });
  await advance({
    conversationId: task.conversationId,
    happenings: [
      {
        kind: "http-answered",
        visit,
        answer: failures < mostOffers ? heardAnswer(answer) : unusable(answer),
      },
    ],
    flowDepth,
    exchange: { block, exchange: webhookExchange(requestOf(owed), answer, tries + 1) },
    finishes: task,
  });
}

/** The store cannot write just now, which says nothing about what it was asked to write. */
function mayPass(error: unknown): boolean {
  return error instanceof StoreFailure && error.code !== "refused";
}

function unusable({ durationMs }: OutboundAnswer): HttpAnswer {
  const message = "The answer could not be recorded.";
  return { kind: "failed", reason: "unusable-answer", message, durationMs };
}

function call(egress: Egress, owed: Owed<CallHttp>, signal: AbortSignal): Promise<OutboundAnswer> {
  const { request, flowDepth = 0 } = owed;
  return egress.send({
    ...requestOf(owed),
    policy: "webhook-block",
    connectTimeoutMs: Math.min(connectTimeoutMs, request.timeoutMs),
    totalTimeoutMs: request.timeoutMs,
    maxAnswerBytes: mostAnswerBytes,
    flowDepth: flowDepth + 1,
    signal,
  });
}

const requestOf = ({ key, request: { method, url, headers, body } }: Owed<CallHttp>) => ({
  ...{ method, url, body, headers: { ...headers, "idempotency-key": key } },
});

/** How long to wait before the next try; `null` when this answer is the one. */
function retryAfterMs(
  { request, tries = 0 }: Owed<CallHttp>,
  answer: OutboundAnswer,
  nowMs: number,
): number | null {
  if (tries >= request.retries || !mayDifferNextTime(answer)) return null;
  const asked =
    answer.kind === "answered" ? askedDelayMs(answer.headers["retry-after"], nowMs) : null;
  return Math.min(asked ?? firstRetryMs * 2 ** tries, longestRetryMs);
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
