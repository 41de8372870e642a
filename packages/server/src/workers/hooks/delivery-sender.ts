/**
 * Sends what is ready, as far as there is room.
 *
 * Job: open requests and wait for their answers, of many hooks at a time. It waits for nothing else: the next in a lane
 * goes out once the one before it was answered, not once that is recorded.
 *
 * Invariants
 * 1. A delivery is under way at most once at a time.
 * 2. What was aborted because we stop is as if it had not been tried.
 * 3. Nothing is begun while the recorder is full, the hook is off, or we stop.
 * 4. No conversation waits for another one's request: whatever is not answered soon is counted apart, and of too many
 *    the oldest is given up.
 */
import type { Egress } from "../../ports/egress.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import { Attempt } from "./attempt.ts";
import type { HookDesk } from "./hook-desk.ts";
import { hookRequest } from "./hook-request.ts";
import type { Lane, Owed } from "./lane.ts";
import { againMs } from "./lane-steps.ts";
import type { LateRequest, Receiver } from "./receiver.ts";
import { type SettlePorts, settleAttempt } from "./settle-attempt.ts";
import { TimeQueue } from "./time-queue.ts";
import { WaitWatch } from "./wait-watch.ts";

export interface SenderPorts extends SettlePorts {
  readonly egress: Pick<Egress, "send">;
  readonly failpoints: Failpoints;
}

/** So long after a request was sent, the next in its lane goes out beside it. */
const silentAfterMs = 5_000;
/** Late requests, which take no place of others, of one receiver, and of all. */
const mostLate = { ofOne: 512, ofAll: 2_048 } as const;

export class DeliverySender {
  readonly #ports: SenderPorts;
  readonly #lateness = new WeakMap<Receiver, WaitWatch<Attempt>>();
  readonly #silence: WaitWatch<Attempt>;
  readonly #probes: TimeQueue<Receiver>;
  readonly #running = new Set<Attempt>();
  readonly #late = new Set<Attempt>();
  readonly #stalled = new Set<Receiver>();
  #isStopping = false;
  #onIdle = (): void => {};

  constructor(ports: SenderPorts) {
    this.#ports = ports;
    this.#silence = new WaitWatch(
      ports.clock,
      () => silentAfterMs,
      (it) => this.#fallSilent(it),
    );
    this.#probes = new TimeQueue(ports.clock, (receiver) => {
      receiver.alarmMs = Number.POSITIVE_INFINITY;
      receiver.pump();
    });
  }

  /** Sends to a receiver what there is room for. */
  pump(desk: HookDesk, receiver: Receiver): void {
    const { ready } = receiver;
    while (ready.size > 0 && this.#mayBegin(desk, receiver)) {
      const item = ready.shift();
      if (item === undefined || item.state !== "ready" || item.lane.isDropped) continue;
      if (item.lane.hasSocket) this.#begin(desk, receiver, item);
      else this.#park(item);
    }
    receiver.noteActivity();
  }

  /** Its lane has every socket that it may have: it waits for one, though what is new not for what nobody waits for. */
  #park(item: Owed): void {
    const { lane, attempts } = item;
    item.state = "queued";
    lane.isCrowded = true;
    if (attempts > 0) return;
    lane.isKeepingNewOnesOut = true;
    this.#freeSocketOf(lane);
  }

  /** One at a time: what is given up is on its way out. */
  #freeSocketOf(lane: Lane): void {
    const ofLane = [...this.#late].filter((attempt) => attempt.item.lane === lane);
    if (ofLane.some(({ isGivenUp }) => isGivenUp)) return;
    ofLane.find(({ isSilent }) => isSilent)?.giveUp();
  }

  /** The recorder has room again. */
  resume(): void {
    if (this.#stalled.size === 0 || this.#ports.recorder.isFull) return;
    const stalled = [...this.#stalled];
    this.#stalled.clear();
    // Those who find it full again are stalled anew.
    for (const receiver of stalled) receiver.pump();
  }

  /** Ends what is under way of a conversation, and nothing comes of it. */
  abandon(conversationId: number): void {
    for (const attempt of this.#running) {
      if (attempt.item.lane.conversationId !== conversationId) continue;
      attempt.item.state = "done";
      attempt.abort();
    }
  }

  /** Begins nothing more; what is under way may end within this time, then it is given up and goes back as it was. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    this.#probes.clear();
    for (const { receiver } of this.#running) this.#latenessOf(receiver).close();
    if (this.#running.size > 0) await this.#end(graceMs);
    this.#silence.close();
  }

  async #end(graceMs: number): Promise<void> {
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
    const cancel = this.#ports.clock.after(graceMs, () => {
      for (const attempt of this.#running) attempt.abort();
    });
    await idle;
    cancel();
  }

  #mayBegin(desk: HookDesk, receiver: Receiver): boolean {
    if (this.#isStopping || desk.setup === null) return false;
    if (this.#ports.recorder.isFull) {
      this.#stalled.add(receiver);
      return false;
    }
    const nowMs = this.#ports.clock.nowMs();
    if (receiver.isHooksOwn && !desk.isOn) return this.#mayProbe(desk, receiver, nowMs);
    if (!receiver.window.permits(receiver.running, nowMs)) {
      if (receiver.running === 0) this.#wakeAt(receiver, receiver.window.probeMs);
      return false;
    }
    if (receiver.host.hasRoom(receiver)) return true;
    receiver.host.waiting.add(receiver);
    return false;
  }

  #mayProbe(desk: HookDesk, receiver: Receiver, nowMs: number): boolean {
    if (!desk.isPaused || receiver.running + receiver.late.size > 0) return false;
    if (desk.health.probeMs <= nowMs) return true;
    this.#wakeAt(receiver, desk.health.probeMs);
    return false;
  }

  #wakeAt(receiver: Receiver, atMs: number): void {
    if (receiver.alarmMs <= atMs) return;
    receiver.alarmMs = atMs;
    this.#probes.push(atMs, receiver);
  }

  #begin(desk: HookDesk, receiver: Receiver, item: Owed): void {
    if (desk.setup === null) return;
    const { clock, steps } = this.#ports;
    const isProbe = receiver.isHooksOwn && desk.isPaused;
    if (isProbe) desk.health.probes(clock.nowMs());
    const what = { url: receiver.url, eventId: item.eventId, body: item.body };
    const request = hookRequest(desk.setup, what, clock.nowMs());
    const attempt = new Attempt({ desk, receiver, item, request, isProbe, clock });
    item.state = "running";
    item.lane.sockets += 1;
    receiver.running += 1;
    receiver.host.running += 1;
    this.#running.add(attempt);
    this.#latenessOf(receiver).add(attempt);
    this.#silence.add(attempt);
    void this.#run(attempt);
    if (receiver.patience.isOver) steps.advance(desk, item.lane);
  }

  async #run(attempt: Attempt): Promise<void> {
    const { egress, failpoints, report, steps } = this.#ports;
    const { desk, receiver, item } = attempt;
    try {
      const answer = await egress.send(attempt.request);
      if (answer.kind === "answered") await failpoints.hit("hook-sent-before-mark");
      this.#close(attempt);
      settleAttempt(this.#ports, attempt, answer);
    } catch (error) {
      report(error, `a delivery of hook ${desk.hookId}`);
      this.#tryAgain(attempt);
    }
    steps.useSocket(desk, item.lane);
    this.#goOn(receiver);
    if (this.#running.size === 0) this.#onIdle();
  }

  /** Neither an answer nor a failure: a mistake of ours, which must not stop its lane for good. */
  #tryAgain(attempt: Attempt): void {
    const { desk, item } = attempt;
    this.#close(attempt);
    if (item.state !== "running") return;
    item.dueMs = this.#ports.clock.nowMs() + againMs;
    this.#ports.steps.schedule(desk, item);
  }

  /** Its socket is free again. */
  #close(attempt: Attempt): void {
    if (!this.#running.delete(attempt)) return;
    const { receiver, item, isLate } = attempt;
    this.#latenessOf(receiver).delete(attempt);
    this.#silence.delete(attempt);
    item.lane.sockets -= 1;
    if (!isLate) this.#freePlace(receiver);
    receiver.late.delete(attempt);
    this.#late.delete(attempt);
  }

  #latenessOf(receiver: Receiver): WaitWatch<Attempt> {
    const known = this.#lateness.get(receiver);
    if (known) return known;
    const watch = new WaitWatch<Attempt>(
      this.#ports.clock,
      () => receiver.answerTime.lateAfterMs,
      (it) => this.#becomeLate(it),
    );
    this.#lateness.set(receiver, watch);
    return watch;
  }

  #freePlace(receiver: Receiver): void {
    receiver.running -= 1;
    receiver.host.running -= 1;
  }

  #goOn(receiver: Receiver): void {
    receiver.pump();
    receiver.host.nextWaiting()?.pump();
  }

  #becomeLate(attempt: Attempt): void {
    const { receiver } = attempt;
    // Where too many are late and none is silent yet, it keeps its place.
    if (receiver.late.size >= mostLate.ofOne && !giveUpOldest(receiver.late)) return;
    if (this.#late.size >= mostLate.ofAll && !giveUpOldest(this.#late)) return;
    attempt.isLate = true;
    receiver.late.add(attempt);
    this.#late.add(attempt);
    this.#freePlace(receiver);
    this.#goOn(receiver);
  }

  #fallSilent(attempt: Attempt): void {
    const { desk, receiver, item } = attempt;
    const { steps } = this.#ports;
    attempt.isSilent = true;
    const wasPatient = !receiver.patience.isOver;
    receiver.patience.wasSilent();
    if (desk.isAuto && !item.isReleased) steps.release(desk, item);
    if (wasPatient && receiver.patience.isOver) steps.advanceAll(desk, receiver);
    else steps.advance(desk, item.lane);
    if (item.lane.isKeepingNewOnesOut) this.#freeSocketOf(item.lane);
    this.#goOn(receiver);
  }
}

/** Makes room by giving up the oldest that its lane does not wait for; `false` when there is none. */
function giveUpOldest(late: Iterable<LateRequest>): boolean {
  for (const oldest of late) {
    // It is on its way out, and makes room for one only.
    if (oldest.isGivenUp) continue;
    if (oldest.isSilent) oldest.giveUp();
    return oldest.isSilent;
  }
  return false;
}
