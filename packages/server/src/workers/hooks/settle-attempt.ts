import type { OutboundAnswer } from "../../ports/egress.ts";
import type { AttemptRecord, HookHealth } from "../../ports/hooks.ts";
import type { Attempt } from "./attempt.ts";
import { decideRetry } from "./decide-retry.ts";
import type { HookDesk } from "./hook-desk.ts";
import { attemptRecord } from "./hook-request.ts";
import { type Judgement, judgeAnswer } from "./judge-answer.ts";
import type { LaneSteps, LaneStepsPorts } from "./lane-steps.ts";

export interface SettlePorts extends LaneStepsPorts {
  readonly steps: LaneSteps;
  /** Chance in [0, 1). */
  readonly draw: () => number;
}

/** Does what an answer means: for the delivery, its lane, its receiver and its hook. */
export function settleAttempt(ports: SettlePorts, attempt: Attempt, answer: OutboundAnswer): void {
  const { desk, item, sentMs } = attempt;
  const { steps, watch } = ports;
  const judged = judge(attempt, answer, ports.clock.nowMs());
  // Skipped by hand meanwhile, or as if it had not been tried.
  if (item.state === "done" || judged.kind === "aborted") {
    if (item.state !== "done") item.state = "queued";
    steps.advance(desk, item.lane);
    return;
  }
  if (sentMs !== null && item.attempts === 0 && item.lane.run === 0)
    watch.sentAfter(sentMs - item.dueMs);
  item.attempts += 1;
  const record = attemptRecord(attempt.request, answer, attempt.startedMs);
  if (judged.kind === "ok") succeed(ports, attempt, record);
  else if (judged.kind === "gone") endHook(ports, attempt, record);
  else fail(ports, attempt, judged, record);
  if (answer.kind === "answered") noteAnswer(ports, attempt, judged.kind === "ok");
  steps.advance(desk, item.lane);
}

function noteAnswer({ clock }: SettlePorts, attempt: Attempt, isSuccess: boolean): void {
  const { receiver, sentMs, startedMs, isSilent } = attempt;
  receiver.answerTime.took(clock.nowMs() - (sentMs ?? startedMs));
  if (!isSilent) receiver.patience.wasAnswered(isSuccess);
}

const failed = { kind: "failed", retryAfterMs: null } as const;

function judge(attempt: Attempt, answer: OutboundAnswer, nowMs: number): Judgement {
  const { desk, receiver, isGivenUp } = attempt;
  const judged = judgeAnswer(answer, nowMs);
  // Given up for the sake of others, it was silent like those that run to their end.
  if (judged.kind === "aborted" && isGivenUp) return { ...failed, failure: "silent" };
  // The target of one run says nothing about the hook, and neither does an address that it had before.
  if (judged.kind === "gone" && !desk.isOwn(receiver)) return { ...failed, failure: "refused" };
  return judged;
}

function succeed(ports: SettlePorts, { desk, receiver, item }: Attempt, record: AttemptRecord) {
  item.state = "done";
  ports.steps.record(desk, item, record, { kind: "ok" });
  const wasDoubtful = receiver.window.succeeded() || !receiver.isProven;
  receiver.isProven = true;
  if (desk.isOwn(receiver)) {
    const wasPaused = desk.isPaused;
    noteHealth(ports, desk.health.succeeded());
    if (wasPaused) {
      desk.memory.doubt();
      ports.tell(`hook ${desk.hookId} works again`);
    }
  }
  if (wasDoubtful) ports.steps.endHolding(desk, receiver);
}

function fail(
  ports: SettlePorts,
  attempt: Attempt,
  { failure, retryAfterMs }: Extract<Judgement, { kind: "failed" }>,
  record: AttemptRecord,
): void {
  const { desk, receiver, item } = attempt;
  const nowMs = ports.clock.nowMs();
  if (failure === "unreachable" || failure === "troubled")
    receiver.window.failed(item.lane, failure === "unreachable", nowMs);
  const { isOutage } = receiver.window;
  if (isOutage && receiver.isProven) desk.trim();
  if (isOutage) receiver.isProven = false;
  const outcome = decideRetry({
    ...{ failure, retryAfterMs, isOutage, nowMs, draw: ports.draw() },
    ...{ attempts: item.attempts, isReleased: item.isReleased, ordering: desk.ordering },
  });
  if (outcome.kind === "later") {
    item.isPassing ||= outcome.isReleased && !item.isReleased;
    item.isReleased = outcome.isReleased;
    putOff(ports, attempt, record, outcome.dueMs);
  } else if (attempt.isProbe) {
    // What only served to try a paused hook is not given up for it.
    putOff(ports, attempt, record, desk.health.probeMs);
  } else {
    item.state = "done";
    item.isPassing ||= !item.isReleased;
    ports.steps.record(desk, item, record, outcome);
  }
  if (desk.isOwn(receiver)) noteFailure(ports, desk, nowMs);
}

function noteFailure(ports: SettlePorts, desk: HookDesk, nowMs: number): void {
  const wasOn = desk.isOn;
  noteHealth(ports, desk.health.failed(nowMs));
  if (wasOn && !desk.isOn) desk.letGoOfOwn();
}

function endHook(ports: SettlePorts, attempt: Attempt, record: AttemptRecord): void {
  const nowMs = ports.clock.nowMs();
  noteHealth(ports, attempt.desk.health.gone(nowMs));
  putOff(ports, attempt, record, nowMs);
  attempt.desk.letGoOfOwn();
}

function noteHealth({ recorder, report }: SettlePorts, health: HookHealth | null): void {
  if (health === null) return;
  recorder.pushHealth(health);
  // Its owner reads the notice; who runs the server reads the log.
  if (health.notice) report(new Error(health.notice.message), `hook ${health.hookId} is paused`);
}

function putOff(
  { steps }: SettlePorts,
  { desk, item }: Attempt,
  record: AttemptRecord,
  dueMs: number,
) {
  const { isReleased } = item;
  item.dueMs = dueMs;
  steps.record(desk, item, record, { kind: "later", dueMs, isReleased });
  steps.schedule(desk, item);
}
