/**
 * Lets lanes go on.
 *
 * Job: between memory, which knows what is owed, and the sender, which opens requests: what of a lane may be sent now,
 * later, or not before what holds it; and that every step reaches the recorder.
 *
 * Invariants
 * 1. The next in a lane becomes ready only when all before it are done or released.
 * 2. What lets others pass without a success (a release, a delivery given up) is recorded before any of them is sent:
 *    not even a crash leaves an order that the log does not explain.
 */
import type { Clock } from "../../ports/clock.ts";
import type { AttemptRecord, DeliveryKey, DeliveryOutcome } from "../../ports/hooks.ts";
import { holdingAttempts } from "./decide-retry.ts";
import type { HookDesk } from "./hook-desk.ts";
import type { Lane, Owed } from "./lane.ts";
import type { Receiver } from "./receiver.ts";
import type { ResultRecorder } from "./result-recorder.ts";
import { TimeQueue } from "./time-queue.ts";

/** Names a result's delivery in memory. */
export interface InMemory {
  readonly desk: HookDesk;
  readonly item: Owed;
}

/** Those who count what deliveries come to. */
export interface DeliveryWatch {
  attempted(outcome: "ok" | "failed" | "dead"): void;
  /** From the turn until its bytes were on their way, where it was the first attempt. */
  sentAfter(lagMs: number): void;
}

export interface LaneStepsPorts {
  readonly clock: Clock;
  readonly recorder: ResultRecorder<InMemory | null>;
  readonly watch: DeliveryWatch;
  readonly report: (error: unknown, about: string) => void;
  /** Told what an operator wants to see, though it is no fault. */
  readonly tell: (about: string) => void;
}

export class LaneSteps {
  readonly #ports: LaneStepsPorts;
  readonly #due: TimeQueue<InMemory>;

  constructor(ports: LaneStepsPorts) {
    this.#ports = ports;
    this.#due = new TimeQueue(ports.clock, (due) => this.#comeDue(due));
  }

  /** Nothing comes due any more. */
  close(): void {
    this.#due.clear();
  }

  /** Something came into a lane: whatever may go of it now is made ready. */
  take(desk: HookDesk, lane: Lane, item: Owed): void {
    if (item.isReleased) this.schedule(desk, item);
    else this.advance(desk, lane);
  }

  /** Lets a lane go on, as far as what holds it lets it. */
  advance(desk: HookDesk, lane: Lane): void {
    if (lane.isDropped) return;
    const holder = lane.holder();
    if (holder === null) this.#readOn(desk, lane);
    else if (holder.isPassing) return;
    else if (holder.state === "queued") this.schedule(desk, holder);
    else if (this.#isOvertaken(desk, lane, holder)) this.release(desk, holder);
  }

  /** Makes a delivery ready, now or when its time comes. */
  schedule(desk: HookDesk, item: Owed): void {
    if (item.lane.isDropped) return;
    item.endWait();
    const receiver = desk.receiver(item.lane.url);
    // Any delivery will do to probe a paused hook, however long it has to wait by itself.
    const isProbe = receiver.isHooksOwn && desk.isPaused;
    if (isProbe || isDue(item, this.#ports.clock.nowMs())) {
      item.state = "ready";
      receiver.ready.push(item);
      receiver.noteActivity();
      return;
    }
    item.state = "due";
    item.cancelAlarm = this.#due.push(item.dueMs, { desk, item });
    if (receiver.isProven && isHeldForLong(desk, item)) this.release(desk, item);
  }

  /** Its lane waits for it no longer than until that is recorded. */
  release(desk: HookDesk, item: Owed): void {
    item.isReleased = true;
    item.isPassing = true;
    this.record(desk, item, null, { kind: "released" });
  }

  /** This is recorded: where it lets others pass, its lane goes on. */
  recorded({ desk, item }: InMemory, outcome: DeliveryOutcome): void {
    item.lane.unrecorded -= 1;
    if (outcome.kind === "later") item.storedMs = outcome.dueMs;
    if (!item.isPassing || !letsPass(outcome)) return;
    item.isPassing = false;
    if (item.lane.isDropped) return;
    this.advance(desk, item.lane);
    desk.receiver(item.lane.url).pump();
  }

  /** Hands over what became of a delivery. */
  record(
    desk: HookDesk,
    item: Owed,
    attempt: AttemptRecord | null,
    outcome: DeliveryOutcome,
  ): void {
    const { recorder, watch } = this.#ports;
    const { conversationId, run } = item.lane;
    const key = { hookId: desk.hookId, conversationId, run, seq: item.seq };
    item.lane.unrecorded += 1;
    recorder.push({ key, attempt, outcome }, { desk, item }, item.isPassing);
    if (outcome.kind !== "released")
      watch.attempted(outcome.kind === "later" ? "failed" : outcome.kind);
  }

  /** Gives a delivery up by hand; `false` when it is not in memory. */
  skip(desk: HookDesk, key: DeliveryKey): boolean {
    const lane = desk.memory.lane(key);
    const item = lane?.items.find(({ seq, state }) => seq === key.seq && state !== "done");
    if (lane === undefined || item === undefined) return false;
    item.endWait();
    item.state = "done";
    item.isPassing = true;
    this.record(desk, item, null, { kind: "dead" });
    return true;
  }

  /** Takes out what was given up while it was on its way into memory. */
  withdraw(desk: HookDesk, key: DeliveryKey): void {
    const lane = desk.memory.lane(key);
    const item = lane?.items.find(({ seq, state }) => seq === key.seq && state !== "done");
    if (lane === undefined || item === undefined) return;
    item.endWait();
    item.state = "done";
    desk.memory.finish(item);
    this.advance(desk, lane);
  }

  /** A receiver is not waited for any more: all its lanes go on. */
  advanceAll(desk: HookDesk, receiver: Receiver): void {
    for (const lane of desk.memory.lanes.values())
      if (desk.receiver(lane.url) === receiver) this.advance(desk, lane);
  }

  /** A receiver works again, so that nothing holds its lane for longer than the attempts that may. */
  endHolding(desk: HookDesk, receiver: Receiver): void {
    for (const lane of desk.memory.lanes.values()) {
      const holder = lane.holder();
      if (holder?.state !== "due" || holder.isPassing || !isHeldForLong(desk, holder)) continue;
      if (desk.receiver(lane.url) !== receiver) continue;
      this.release(desk, holder);
    }
  }

  /** A socket of a lane is free: what has waited for one is ready again. */
  useSocket(desk: HookDesk, lane: Lane): void {
    if (!lane.isCrowded) return;
    lane.isCrowded = false;
    lane.isKeepingNewOnesOut = false;
    for (const item of lane.items)
      if (item.isReleased && item.state === "queued") this.schedule(desk, item);
    this.advance(desk, lane);
  }

  #comeDue({ desk, item }: InMemory): void {
    if (item.state !== "due" || item.lane.isDropped) return;
    // It has waited for as long as it was to, whatever a clock that was set back says.
    item.dueMs = Math.min(item.dueMs, this.#ports.clock.nowMs());
    this.schedule(desk, item);
    desk.receiver(item.lane.url).pump();
  }

  #isOvertaken(desk: HookDesk, lane: Lane, holder: Owed): boolean {
    if (holder.state !== "running" || !desk.isAuto || holder === lane.items.at(-1)) return false;
    return desk.receiver(lane.url).patience.isOver;
  }

  #readOn(desk: HookDesk, lane: Lane): void {
    if (lane.isWhole || lane.isReading || !desk.memory.isCaughtUp) return;
    desk.memory.readOn(lane).then(
      () => {
        this.advance(desk, lane);
        desk.receiver(lane.url).pump();
      },
      (error) => this.#ports.report(error, `reading what hook ${desk.hookId} is owed`),
    );
  }
}

/** So much later is tried again what a mistake of ours has stopped, as if it had not been tried. */
export const againMs = 1_000;

/** What was never tried waits for no later time: where it seems to, the clock was set back since it was written. */
const isDue = ({ dueMs, attempts }: Owed, nowMs: number): boolean =>
  dueMs <= nowMs || (attempts === 0 && dueMs > nowMs + againMs);

function letsPass(outcome: DeliveryOutcome): boolean {
  return outcome.kind === "later" ? outcome.isReleased : outcome.kind !== "ok";
}

/** Whether it was tried as often as its lane has to wait for it. */
function isHeldForLong(desk: HookDesk, item: Owed): boolean {
  return desk.isAuto && !item.isReleased && item.attempts >= holdingAttempts.trouble;
}
