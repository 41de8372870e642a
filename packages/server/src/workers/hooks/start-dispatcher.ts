/**
 * Delivers to hooks what turns owe them.
 *
 * Job: keep a desk for each hook that is owed something, tell it of what turns write, and see to it that nothing owed
 * is overlooked. How a delivery is sent is the sender's business, what is owed the store's.
 *
 * Invariants
 * 1. Everything is recorded under one epoch. When somebody else begins to deliver, nothing more is sent, until nothing
 *    that is owed moves any more: then we begin again.
 * 2. A hint that was lost, or dropped, costs at most `pollMs`: the store is asked which hooks it has something for.
 * 3. Before a hook's first look has ended nothing of it is sent, so that what an earlier process left comes first.
 */
import type { HookDispatch } from "../../features/hooks/hook-dispatch.ts";
import type { HookSecrets } from "../../features/hooks/hook-secrets.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Egress } from "../../ports/egress.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { DeliveryKey, HookRecord, HookWrites } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import { DeliverySender } from "./delivery-sender.ts";
import type { HookDesk } from "./hook-desk.ts";
import { HookDesks } from "./hook-desks.ts";
import { attemptRecord, createHookSetup, hookRequest } from "./hook-request.ts";
import { type DeliveryWatch, type InMemory, LaneSteps } from "./lane-steps.ts";
import { type Recorded, ResultRecorder } from "./result-recorder.ts";
import { StandstillWatch } from "./standstill-watch.ts";

export interface DispatcherPorts {
  readonly store: Store;
  readonly egress: Pick<Egress, "send">;
  readonly clock: Clock;
  readonly chance: Pick<Chance, "seed">;
  readonly secretsOf: (hook: HookRecord) => HookSecrets;
  readonly failpoints: Failpoints;
  readonly watch: DeliveryWatch;
  readonly report: (error: unknown, about: string) => void;
  /** Told what an operator wants to see, though it is no fault. */
  readonly tell: (about: string) => void;
}

/** Delivers, from its start to its stop. */
export interface Dispatcher extends HookDispatch {
  /** A turn has been committed that owes this. Called in the order of a conversation's turns. */
  offer(writes: HookWrites): void;
  /** The conversation was erased: what is in memory of it is sent no more, and what is under way ends. */
  forget(conversationId: number): void;
  /** How long the oldest delivery has been ready that could have been sent; 0 when there is none. */
  lagMs(): number;
  /** Begins no attempt, lets those under way end within this time, and records what came of them. */
  stop(graceMs: number): Promise<void>;
}

const pollMs = 2_000;

/** Starts to deliver. */
export function startDispatcher(ports: DispatcherPorts): Dispatcher {
  const running = new RunningDispatcher(ports);
  return {
    offer: (writes) => running.offer(writes),
    forget: (conversationId) => running.forget(conversationId),
    refresh: (hookId) => running.refresh(hookId),
    skip: (key) => running.skip(key),
    tryOnce: (hook, message) => running.tryOnce(hook, message),
    lagMs: () => running.lagMs(),
    stop: (graceMs) => running.stop(graceMs),
  };
}

/** What is there once the epoch is known. */
interface Working {
  readonly recorder: ResultRecorder<InMemory | null>;
  readonly steps: LaneSteps;
  readonly sender: DeliverySender;
}

class RunningDispatcher implements Dispatcher {
  readonly #ports: DispatcherPorts;
  readonly #desks: HookDesks;
  #working: Working | null = null;
  /** Of whoever delivers in our place. */
  #standstill: StandstillWatch | null = null;
  #isStopping = false;
  #oldestMs = Number.POSITIVE_INFINITY;
  #cancelPoll = (): void => {};
  readonly #stopListening: () => void;

  constructor(ports: DispatcherPorts) {
    this.#ports = ports;
    this.#desks = new HookDesks({
      ...ports,
      recorder: {
        hasHealth: (hookId) => this.#working?.recorder.hasHealth(hookId) === true,
        dropHealth: (hookId) => this.#working?.recorder.dropHealth(hookId),
      },
      onAdded: (...added) => this.#working?.steps.take(...added),
      onEnd: (...at) => this.#working?.steps.advance(...at),
      pump: (...at) => this.#working?.sender.pump(...at),
    });
    this.#stopListening = ports.store.onForeignWrite(() => this.#desks.refreshAll());
    void this.#begin();
  }

  offer({ deliveries, renderings, nowMs }: HookWrites): void {
    if (this.#working === null) return;
    for (const { hookId, conversationId, seq, variant, isReleased } of deliveries) {
      const rendering = renderings.find((it) => it.seq === seq && it.variant === variant);
      if (rendering === undefined) continue;
      const { eventId, body } = rendering;
      const desk = this.#desks.open(hookId);
      desk.usedMs = nowMs;
      if (desk.isOff) continue;
      desk.memory.hint({
        ...{ conversationId, run: 0, seq, eventId, body },
        ...{ readyMs: nowMs, isReleased, attempts: 0 },
      });
      if (desk.setup === null) continue;
      desk.receiver(null).pump();
      this.#desks.lookSoon(desk);
    }
  }

  forget(conversationId: number): void {
    this.#working?.sender.abandon(conversationId);
    this.#desks.forget(conversationId);
  }

  refresh(hookId: number): void {
    if (this.#working === null) return;
    this.#desks.refresh(hookId);
  }

  async skip(key: DeliveryKey): Promise<boolean> {
    const { store } = this.#ports;
    const found = await store.delivery(key);
    if (this.#working === null || found === null) return false;
    if (found.status !== "pending" && found.status !== "failed") return false;
    const { recorder, steps } = this.#working;
    const desk = this.#desks.find(key.hookId);
    if (!desk || !steps.skip(desk, key))
      recorder.push({ key, attempt: null, outcome: { kind: "dead" } }, null);
    await recorder.flush();
    const isSkipped = (await store.delivery(key))?.status === "dead";
    if (isSkipped) this.#passOver(key);
    return isSkipped;
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
    this.#desks.close();
    this.#working?.steps.close();
    await this.#working?.sender.stop(graceMs);
    await this.#working?.recorder.close();
  }

  async #begin(): Promise<void> {
    const { store, clock, report } = this.#ports;
    if (this.#isStopping) return;
    try {
      const epoch = await store.beginDispatch();
      if (this.#isStopping) return;
      this.#standstill = null;
      this.#work(epoch);
      await this.#poll();
    } catch (error) {
      report(error, "beginning to deliver to hooks");
      if (!this.#isStopping) this.#cancelPoll = clock.after(pollMs, () => void this.#begin());
    }
  }

  /** It was given up by hand: a page that was read before does not bring it back. */
  #passOver(key: DeliveryKey): void {
    const desk = this.#desks.find(key.hookId);
    if (desk === undefined) return;
    desk.memory.voidReads();
    this.#working?.steps.withdraw(desk, key);
    this.#desks.lookIfLow(desk);
  }

  #work(epoch: number): void {
    const { chance } = this.#ports;
    const recorder = new ResultRecorder<InMemory | null>({
      ...{ ...this.#ports, epoch },
      onRecorded: (entries) => this.#recorded(entries),
      onLostEpoch: () => this.#giveWay(),
    });
    const draw = () => chance.seed() / 2 ** 32;
    const steps = new LaneSteps({ ...this.#ports, recorder });
    const sender = new DeliverySender({ ...this.#ports, draw, recorder, steps });
    this.#working = { recorder, steps, sender };
  }

  async #poll(): Promise<void> {
    const { store, clock, report } = this.#ports;
    try {
      const owing = await store.owingHooks();
      if (this.#standstill === null) this.#oldestMs = this.#desks.compare(owing);
      else if (await this.#isAnyOn(this.#standstill.note(owing, clock.nowMs())))
        return void this.#begin();
    } catch (error) {
      report(error, "asking which hooks are owed something");
    }
    if (!this.#isStopping) this.#cancelPoll = clock.after(pollMs, () => void this.#poll());
  }

  /** Somebody else delivers: what is under way is theirs. */
  #giveWay(): void {
    const { clock, report } = this.#ports;
    report(new Error("Another process delivers to hooks now."), "delivering to hooks");
    this.#standstill = new StandstillWatch(clock.nowMs());
    this.#oldestMs = Number.POSITIVE_INFINITY;
    this.#working?.steps.close();
    void this.#working?.sender.stop(0);
    this.#working = null;
    this.#desks.forgetAll();
  }

  /** What is owed to hooks that are off moves for nobody. */
  async #isAnyOn(hookIds: readonly number[]): Promise<boolean> {
    const { store } = this.#ports;
    for (const hookId of hookIds) {
      const [hook, health] = [await store.hook(hookId), await store.hookHealth(hookId)];
      if (hook?.isEnabled === true && !health?.notice) return true;
    }
    return false;
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
    for (const desk of desks) this.#desks.lookIfLow(desk);
    this.#working?.sender.resume();
  }
}
