import type { HookSecrets } from "../../features/hooks/hook-secrets.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HookRecord, HookStore } from "../../ports/hooks.ts";
import { type DeskPorts, HookDesk } from "./hook-desk.ts";
import { createHookSetup } from "./hook-request.ts";
import { HostPlaces } from "./host-places.ts";
import type { Receiver } from "./receiver.ts";
import { TimeQueue } from "./time-queue.ts";

export interface HookDesksPorts extends Pick<DeskPorts, "recorder" | "onAdded" | "onEnd" | "pump"> {
  readonly store: HookStore;
  readonly clock: Clock;
  readonly secretsOf: (hook: HookRecord) => HookSecrets;
  readonly report: (error: unknown, about: string) => void;
}

/** Looks that hints ask for are this far apart. */
const lookEveryMs = 20;
/** What comes due within this time is worth a desk. */
const soonMs = 2_000;
const giveBackEveryMs = 250;
const idleMs = 10 * 60_000;

/** The desks of all hooks that are owed something: opened when they are needed, looked after, closed when idle. */
export class HookDesks {
  readonly #ports: HookDesksPorts;
  readonly #desks = new Map<number, HookDesk>();
  readonly #hosts = new HostPlaces<Receiver>();
  readonly #use = { chars: 0 };
  readonly #looks: TimeQueue<HookDesk>;
  #isClosed = false;
  #nextGiveBackMs = 0;

  constructor(ports: HookDesksPorts) {
    this.#ports = ports;
    this.#looks = new TimeQueue(ports.clock, (desk) => {
      desk.alarmMs = Number.POSITIVE_INFINITY;
      this.lookIfLow(desk);
    });
  }

  /** The desk of a hook, if it is open. */
  find(hookId: number): HookDesk | undefined {
    return this.#desks.get(hookId);
  }

  /** The desk of a hook. What it is owed comes after the first look. */
  open(hookId: number): HookDesk {
    const known = this.#desks.get(hookId);
    if (known !== undefined) return known;
    const { store, clock, secretsOf, recorder, onAdded, onEnd, pump } = this.#ports;
    const desk = new HookDesk(hookId, {
      ...{ store, recorder, onAdded, onEnd, pump },
      onFull: () => this.#giveBack(),
      ...{ hosts: this.#hosts, use: this.#use, nowMs: clock.nowMs },
      setupOf: (hook) => createHookSetup(hook, secretsOf(hook)),
    });
    this.#desks.set(hookId, desk);
    void this.#read(desk);
    return desk;
  }

  /** Reads a hook anew, and what it is owed. */
  refresh(hookId: number): void {
    const desk = this.#desks.get(hookId);
    if (desk === undefined) this.open(hookId);
    else void this.#read(desk);
  }

  /** Somebody else has written to the store: what a hint tells of from now on may come after what nobody told of. */
  refreshAll(): void {
    for (const desk of this.#desks.values()) {
      desk.memory.doubtAll();
      void this.#read(desk);
    }
  }

  /** Nothing is owed of this conversation any more. */
  forget(conversationId: number): void {
    for (const desk of this.#desks.values()) {
      desk.memory.forget(conversationId);
      for (const receiver of desk.receivers) receiver.dropVoid();
      this.lookIfLow(desk);
    }
  }

  /** Holds what the store has ready against what is in memory; gives since when the oldest is, of hooks that are on. */
  compare(owing: Awaited<ReturnType<HookStore["owingHooks"]>>): number {
    const nowMs = this.#ports.clock.nowMs();
    let oldestMs = Number.POSITIVE_INFINITY;
    for (const { hookId, readyMs } of owing) {
      const desk = this.#desks.get(hookId);
      if (desk !== undefined) this.#checkUp(desk, readyMs, nowMs);
      else if (readyMs <= nowMs + soonMs) this.open(hookId);
      if (desk?.isOn === true) oldestMs = Math.min(oldestMs, readyMs);
    }
    this.#tidyUp(nowMs);
    return oldestMs;
  }

  /** A hint could not be taken in: what it told of is looked for soon. */
  lookSoon(desk: HookDesk): void {
    const nowMs = this.#ports.clock.nowMs();
    if (desk.memory.lookMs <= nowMs) this.#lookAt(desk, nowMs + lookEveryMs);
  }

  /** Looks for more where there is little in hand, now or when more comes due. */
  lookIfLow(desk: HookDesk): void {
    if (this.#isClosed || desk.setup === null) return;
    const { lookMs } = desk.memory;
    if (lookMs > this.#ports.clock.nowMs()) this.#lookAt(desk, lookMs);
    else if (desk.isLow) void this.#look(desk);
  }

  /** Somebody else looks after all of them now. */
  forgetAll(): void {
    for (const desk of this.#desks.values()) this.#forget(desk);
    this.#looks.clear();
  }

  /** Looks for nothing any more. */
  close(): void {
    this.#isClosed = true;
    this.#looks.clear();
  }

  #checkUp(desk: HookDesk, readyMs: number, nowMs: number): void {
    const { memory } = desk;
    if (memory.isCaughtUp && readyMs <= nowMs && memory.isUnknown(readyMs)) memory.doubt();
    this.lookIfLow(desk);
  }

  #tidyUp(nowMs: number): void {
    for (const desk of this.#desks.values())
      if (desk.isIdle && nowMs - desk.usedMs > idleMs) this.#forget(desk);
      else if (desk.isUnread) void this.#read(desk);
  }

  /** Room is made for those who have something to send by those who have not. */
  #giveBack(): void {
    const nowMs = this.#ports.clock.nowMs();
    if (nowMs < this.#nextGiveBackMs) return;
    this.#nextGiveBackMs = nowMs + giveBackEveryMs;
    for (const { memory } of this.#desks.values()) memory.giveBack();
  }

  #forget(desk: HookDesk): void {
    desk.close();
    this.#desks.delete(desk.hookId);
  }

  async #read(desk: HookDesk): Promise<void> {
    try {
      if (!(await desk.read())) return this.#forget(desk);
    } catch (error) {
      if (!desk.isUnread) this.#ports.report(error, `opening hook ${desk.hookId}`);
      // What is under way there goes on as it is known; read again by the next comparison.
      desk.isUnread = true;
      return;
    }
    desk.isUnread = false;
    pumpAll(desk);
    await this.#look(desk);
  }

  async #look(desk: HookDesk): Promise<void> {
    if (this.#isClosed) return;
    try {
      await desk.memory.look();
    } catch (error) {
      this.#ports.report(error, `reading what hook ${desk.hookId} is owed`);
      return;
    }
    pumpAll(desk);
    const { lookMs } = desk.memory;
    if (lookMs > this.#ports.clock.nowMs()) this.#lookAt(desk, lookMs);
  }

  #lookAt(desk: HookDesk, atMs: number): void {
    if (this.#isClosed || atMs >= desk.alarmMs) return;
    desk.alarmMs = atMs;
    this.#looks.push(atMs, desk);
  }
}

function pumpAll(desk: HookDesk): void {
  for (const receiver of desk.receivers) receiver.pump();
}
