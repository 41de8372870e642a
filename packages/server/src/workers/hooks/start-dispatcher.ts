/**
 * Delivers to hooks what turns owe them.
 *
 * Job: keep a desk for each hook that is owed something, tell it of what turns write, and see to it that nothing owed
 * is overlooked. How a delivery is sent is the sender's business, what is owed the store's.
 *
 * Invariants
 * 1. Everything is recorded under one epoch. When somebody else begins to deliver, nothing more is sent.
 * 2. A hint that was lost, or dropped, costs at most `pollMs`: the store is asked which hooks it has something for.
 * 3. Before a hook's first look has ended nothing of it is sent, so that what an earlier process left comes first.
 */
import type { HookDispatch } from "../../features/hooks/hook-dispatch.ts";
import type { HookSecrets } from "../../features/hooks/hook-secrets.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress } from "../../ports/egress.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { HookRecord, HookWrites } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import { DeliverySender } from "./delivery-sender.ts";
import { HookDesk } from "./hook-desk.ts";
import { attemptRecord, createHookSetup, hookRequest } from "./hook-request.ts";
import { HostPlaces } from "./host-places.ts";
import { type DeliveryWatch, type InMemory, LaneSteps } from "./lane-steps.ts";
import type { Receiver } from "./receiver.ts";
import { type Recorded, ResultRecorder } from "./result-recorder.ts";
import { TimeQueue } from "./time-queue.ts";

export interface DispatcherPorts {
  readonly store: Store;
  readonly egress: Pick<Egress, "send">;
  readonly clock: Clock;
  readonly chance: Pick<Chance, "seed">;
  readonly secretsOf: (hook: HookRecord) => HookSecrets;
  readonly failpoints: Failpoints;
  readonly watch: DeliveryWatch;
  readonly report: (error: unknown, about: string) => void;
}

/** Delivers, from its start to its stop. */
export interface Dispatcher extends HookDispatch {
  /** A turn has been committed that owes this. Called in the order of a conversation's turns. */
  offer(writes: HookWrites): void;
  /** How long the oldest delivery has been ready that could have been sent; 0 when there is none. */
  lagMs(): number;
  /** Begins no attempt, lets those under way end within this time, and records what came of them. */
  stop(graceMs: number): Promise<void>;
}

const pollMs = 2_000;
/** Looks that hints ask for are this far apart. */
const lookEveryMs = 20;
const idleMs = 10 * 60_000;

/** Starts to deliver. */
export function startDispatcher(ports: DispatcherPorts): Dispatcher {
  const running = new RunningDispatcher(ports);
  return {
    offer: (writes) => running.offer(writes),
    refresh: (hookId) => running.refresh(hookId),
    skip: (key) => running.skip(key),
    tryOnce: (hook, message) => running.tryOnce(hook, message),
    lagMs: () => running.lagMs(),
    stop: (graceMs) => running.stop(graceMs),
  };
}

type Owing = Awaited<ReturnType<Store["owingHooks"]>>[number];

/** What is there once the epoch is known. */
interface Working {
  readonly recorder: ResultRecorder<InMemory | null>;
  readonly steps: LaneSteps;
  readonly sender: DeliverySender;
}

class RunningDispatcher implements Dispatcher {
  readonly #ports: DispatcherPorts;
  readonly #desks = new Map<number, HookDesk>();
  readonly #hosts = new HostPlaces<Receiver>();
  readonly #use = { chars: 0 };
  readonly #looks: TimeQueue<HookDesk>;
  #working: Working | null = null;
  #isStopping = false;
  #oldestMs = Number.POSITIVE_INFINITY;
  #cancelPoll = (): void => {};
  readonly #stopListening: () => void;

  constructor(ports: DispatcherPorts) {
    this.#ports = ports;
    this.#looks = new TimeQueue(ports.clock, (desk) => {
      desk.alarmMs = Number.POSITIVE_INFINITY;
      this.#lookIfLow(desk);
    });
    this.#stopListening = ports.store.onForeignWrite(() => {
      for (const hookId of this.#desks.keys()) this.refresh(hookId);
    });
    void this.#begin();
  }

  offer({ deliveries, renderings, nowMs }: HookWrites): void {
    if (this.#working === null) return;
    for (const { hookId, conversationId, seq, variant, isReleased } of deliveries) {
      const rendering = renderings.find((it) => it.seq === seq && it.variant === variant);
      if (rendering === undefined) continue;
      const { eventId, body } = rendering;
      const desk = this.#deskOf(hookId);
      desk.usedMs = nowMs;
      desk.memory.hint({
        ...{ conversationId, run: 0, seq, eventId, body },
        ...{ readyMs: nowMs, isReleased, attempts: 0 },
      });
      if (desk.setup === null) continue;
      desk.receiver(null).pump();
      if (desk.memory.lookMs <= nowMs) this.#lookAt(desk, nowMs + lookEveryMs);
    }
  }

  refresh(hookId: number): void {
    if (this.#working === null) return;
    this.#working.recorder.dropHealth(hookId);
    const desk = this.#desks.get(hookId);
    if (desk === undefined) this.#deskOf(hookId);
    else void this.#read(desk);
  }

  async skip(key: Parameters<HookDispatch["skip"]>[0]): Promise<boolean> {
    const found = await this.#ports.store.delivery(key);
    if (this.#working === null || found === null) return false;
    if (found.status !== "pending" && found.status !== "failed") return false;
    const { recorder, steps } = this.#working;
    const desk = this.#desks.get(key.hookId);
    if (!desk || !steps.skip(desk, key))
      recorder.push({ key, attempt: null, outcome: { kind: "dead" } }, null);
    await recorder.flush();
    desk?.memory.doubt();
    if (desk) this.#lookIfLow(desk);
    return true;
  }

  async tryOnce(
    ...[hook, message]: Parameters<HookDispatch["tryOnce"]>
  ): ReturnType<HookDispatch["tryOnce"]> {
    const { clock, egress, secretsOf } = this.#ports;
    const atMs = clock.nowMs();
    const setup = createHookSetup(hook, secretsOf(hook));
    const request = hookRequest(setup, { ...message, url: hook.url }, atMs);
    return attemptRecord(request, await egress.send(request), atMs);
  }

  lagMs(): number {
    return Math.max(this.#ports.clock.nowMs() - this.#oldestMs, 0);
  }

  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    this.#stopListening();
    this.#cancelPoll();
    this.#looks.clear();
    this.#working?.steps.close();
    await this.#working?.sender.stop(graceMs);
    await this.#working?.recorder.flush();
  }

  async #begin(): Promise<void> {
    const { store, clock, report } = this.#ports;
    try {
      this.#work(await store.beginDispatch());
      await this.#poll();
    } catch (error) {
      report(error, "beginning to deliver to hooks");
      if (!this.#isStopping) this.#cancelPoll = clock.after(pollMs, () => void this.#begin());
    }
  }

  #work(epoch: number): void {
    const { chance, report } = this.#ports;
    const recorder = new ResultRecorder<InMemory | null>({
      ...{ ...this.#ports, epoch },
      onRecorded: (entries) => this.#recorded(entries),
      onLostEpoch: () => {
        report(new Error("Another process delivers to hooks now."), "delivering to hooks");
        void this.stop(0);
      },
    });
    const draw = () => chance.seed() / 2 ** 32;
    const steps = new LaneSteps({ ...this.#ports, recorder });
    const sender = new DeliverySender({ ...this.#ports, draw, recorder, steps });
    this.#working = { recorder, steps, sender };
  }

  async #poll(): Promise<void> {
    const { store, clock, report } = this.#ports;
    try {
      this.#compare(await store.owingHooks());
    } catch (error) {
      report(error, "asking which hooks are owed something");
    }
    if (!this.#isStopping) this.#cancelPoll = clock.after(pollMs, () => void this.#poll());
  }

  /** What the store has ready against what is in memory. */
  #compare(owing: readonly Owing[]): void {
    const nowMs = this.#ports.clock.nowMs();
    for (const it of owing) {
      const desk = this.#desks.get(it.hookId);
      if (desk !== undefined) this.#checkUp(desk, it.readyMs, nowMs);
      else if (it.readyMs <= nowMs + pollMs) this.#deskOf(it.hookId);
    }
    const waiting = owing.filter(({ hookId }) => this.#desks.get(hookId)?.isOn === true);
    this.#oldestMs = waiting.reduce(
      (ms, { readyMs }) => Math.min(ms, readyMs),
      Number.POSITIVE_INFINITY,
    );
    this.#forgetIdle(nowMs);
  }

  #checkUp(desk: HookDesk, readyMs: number, nowMs: number): void {
    const { memory } = desk;
    if (memory.isCaughtUp && readyMs <= nowMs && memory.isUnknown(readyMs)) memory.doubt();
    if (desk.isOn || desk.isPaused) this.#lookIfLow(desk);
  }

  #forgetIdle(nowMs: number): void {
    for (const desk of this.#desks.values())
      if (desk.isIdle && nowMs - desk.usedMs > idleMs) this.#forget(desk);
  }

  #forget(desk: HookDesk): void {
    desk.close();
    this.#desks.delete(desk.hookId);
  }

  #deskOf(hookId: number): HookDesk {
    const known = this.#desks.get(hookId);
    if (known !== undefined) return known;
    const { store, clock, secretsOf } = this.#ports;
    const desk = new HookDesk(hookId, {
      ...{ store, hosts: this.#hosts, use: this.#use, nowMs: clock.nowMs },
      setupOf: (hook) => createHookSetup(hook, secretsOf(hook)),
      onAdded: (...added) => this.#working?.steps.take(...added),
      pump: (...at) => this.#working?.sender.pump(...at),
    });
    this.#desks.set(hookId, desk);
    void this.#read(desk);
    return desk;
  }

  async #read(desk: HookDesk): Promise<void> {
    try {
      if (!(await desk.read())) return this.#forget(desk);
    } catch (error) {
      this.#ports.report(error, `opening hook ${desk.hookId}`);
      return;
    }
    this.#pumpAll(desk);
    await this.#look(desk);
  }

  #lookIfLow(desk: HookDesk): void {
    if (this.#isStopping || desk.setup === null) return;
    const { lookMs } = desk.memory;
    if (lookMs > this.#ports.clock.nowMs()) {
      this.#lookAt(desk, lookMs);
    } else if (desk.isLow) void this.#look(desk);
  }

  async #look(desk: HookDesk): Promise<void> {
    if (this.#isStopping) return;
    try {
      await desk.memory.look();
    } catch (error) {
      this.#ports.report(error, `reading what hook ${desk.hookId} is owed`);
      return;
    }
    this.#pumpAll(desk);
    const { lookMs } = desk.memory;
    if (lookMs > this.#ports.clock.nowMs()) this.#lookAt(desk, lookMs);
  }

  #lookAt(desk: HookDesk, atMs: number): void {
    if (atMs >= desk.alarmMs) return;
    desk.alarmMs = atMs;
    this.#looks.push(atMs, desk);
  }

  #pumpAll(desk: HookDesk): void {
    for (const receiver of desk.receivers) receiver.pump();
  }

  #recorded(entries: readonly Recorded<InMemory | null>[]): void {
    const desks = new Set<HookDesk>();
    for (const { about, result } of entries) {
      if (about === null) continue;
      const { desk, item } = about;
      desks.add(desk);
      this.#working?.steps.recorded(about, result.outcome);
      if (item.state === "done") desk.memory.finish(item);
      else desk.memory.settle(item.lane);
    }
    for (const desk of desks) this.#lookIfLow(desk);
    this.#working?.sender.resume();
  }
}
