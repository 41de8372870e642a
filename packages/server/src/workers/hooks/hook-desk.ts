import type { HookOrdering, HookRecord, HookStore } from "../../ports/hooks.ts";
import { HealthWatch } from "./health-watch.ts";
import { HookMemory } from "./hook-memory.ts";
import type { HookSetup } from "./hook-request.ts";
import type { HostPlaces } from "./host-places.ts";
import type { Lane, Owed } from "./lane.ts";
import type { MemoryUse } from "./memory-room.ts";
import { Receiver } from "./receiver.ts";

/** What is noted of hooks' health and not stored yet. */
export interface PendingHealth {
  hasHealth(hookId: number): boolean;
  dropHealth(hookId: number): void;
}

/** What the desks of all hooks share. */
export interface DeskPorts {
  readonly store: HookStore;
  readonly hosts: HostPlaces<Receiver>;
  readonly use: MemoryUse;
  readonly recorder: PendingHealth;
  readonly nowMs: () => number;
  /** Opens the hook's secrets. Throws when they cannot be read. */
  readonly setupOf: (hook: HookRecord) => HookSetup;
  readonly onAdded: (desk: HookDesk, lane: Lane, item: Owed) => void;
  readonly onEnd: (desk: HookDesk, lane: Lane) => void;
  readonly onFull: () => void;
  readonly pump: (desk: HookDesk, receiver: Receiver) => void;
}

/** Lanes in hand for every request that may run at a time. */
const lanesPerPlace = 16;
const fewestLanes = 16;

/** Everything that is known of one hook while it is owed something. */
export class HookDesk {
  readonly hookId: number;
  readonly memory: HookMemory;
  readonly #ports: DeskPorts;
  readonly #receivers = new Map<string | null, Receiver>();
  #setup: HookSetup | null = null;
  #health: HealthWatch;
  #isClosed = false;
  /** When it last had anything to do. */
  usedMs: number;
  /** It could not be read when it was to be. */
  isUnread = false;
  /** When it is looked after next, as far as an alarm is set for that. */
  alarmMs = Number.POSITIVE_INFINITY;

  constructor(hookId: number, ports: DeskPorts) {
    this.hookId = hookId;
    this.#ports = ports;
    this.usedMs = ports.nowMs();
    this.#health = new HealthWatch(hookId, null, this.usedMs);
    this.memory = new HookMemory({
      ...{ store: ports.store, hookId, use: ports.use, nowMs: ports.nowMs },
      isOpen: () => this.isOn || this.isPaused,
      isAnyOfUse: () => this.isPaused,
      wanted: () => this.#lanesWanted(),
      onAdded: (lane, item) => ports.onAdded(this, lane, item),
      onEnd: (lane) => ports.onEnd(this, lane),
      onFull: ports.onFull,
    });
  }

  /** `null` until it was read, and when it cannot be used. */
  get setup(): HookSetup | null {
    return this.#setup;
  }

  get health(): HealthWatch {
    return this.#health;
  }

  /** Whether what happens is sent to it: by its owner's will, and as far as its receiver has shown. */
  get isOn(): boolean {
    return this.#setup?.hook.isEnabled === true && this.#health.state === "on";
  }

  /** Whether it is only probed for now. */
  get isPaused(): boolean {
    return this.#setup?.hook.isEnabled === true && this.#health.state === "paused";
  }

  /** Whether it is known that nothing of what happens is sent to it. */
  get isOff(): boolean {
    return this.#setup !== null && !this.isOn && !this.isPaused;
  }

  /** Whether lanes may be overtaken where the contract says so. */
  get isAuto(): boolean {
    return this.ordering === "auto";
  }

  get ordering(): HookOrdering {
    return this.#setup?.hook.ordering ?? "auto";
  }

  get receivers(): Iterable<Receiver> {
    return this.#receivers.values();
  }

  /** Has nothing in hand, and nothing waits for it as far as it knows. */
  get isIdle(): boolean {
    return this.memory.lanes.size === 0;
  }

  /** Has so little in hand that more would be sent soon. */
  get isLow(): boolean {
    const isOpen = this.isOn || this.isPaused;
    let load = 0;
    // What may not be sent is no reason to leave other runs waiting.
    // Nor are late requests: a receiver that does not answer may have many, and others of its lanes wait.
    for (const { running, ready, isHooksOwn } of this.#receivers.values())
      load += running + (isOpen || !isHooksOwn ? ready.size : 0);
    return load * 4 <= this.#lanesWanted();
  }

  /** Reads the hook anew; `false` when there is none with this number any more, or it was closed meanwhile. */
  async read(): Promise<boolean> {
    const { store, recorder, nowMs } = this.#ports;
    const { changes } = this.#health;
    const wasPending = recorder.hasHealth(this.hookId);
    const hook = await store.hook(this.hookId);
    const stored = hook && (await store.hookHealth(this.hookId));
    if (hook === null || this.#isClosed) return false;
    const isChanged = this.#setup !== null && isChangedByOwner(this.#setup.hook, hook);
    if (isChanged) recorder.dropHealth(this.hookId);
    // What answers have shown and is not stored yet counts for more, unless the owner has decided otherwise.
    const isUnstored = this.#health.isUnstored && !stored?.notice;
    const isAhead = wasPending || changes !== this.#health.changes || isUnstored;
    if (isChanged || !isAhead) this.#health = new HealthWatch(this.hookId, stored, nowMs());
    this.#setup = null;
    this.#setup = this.#ports.setupOf(hook);
    const main = this.#receivers.get(null);
    if (main !== undefined && main.url !== hook.url) this.#moveReceiver(main);
    if (!this.isOn) this.letGoOfOwn();
    this.memory.doubtAll();
    return true;
  }

  /** Where lanes with this target send to. */
  receiver(url: string | null): Receiver {
    return this.#receivers.get(url) ?? this.#newReceiver(url);
  }

  /** Whether that is where the hook's own deliveries go, now and not before it was changed. */
  isOwn(receiver: Receiver): boolean {
    return this.#receivers.get(null) === receiver;
  }

  /** It is not to be sent anything for now: what happens stays in the store. Runs to other targets go on. */
  letGoOfOwn(): void {
    this.memory.letGo((url) => url === null);
    this.#receivers.get(null)?.dropVoid();
  }

  /** Keeps only a few lanes: no more can be sent for a while. */
  trim(): void {
    this.memory.trim();
    for (const receiver of this.#receivers.values()) receiver.dropVoid();
  }

  /** Gives its places away. What is in memory of it is void from here on. */
  close(): void {
    this.#isClosed = true;
    this.#setup = null;
    this.memory.close();
    for (const receiver of this.#receivers.values()) this.#forget(receiver);
    this.#receivers.clear();
  }

  #lanesWanted(): number {
    let atOnce = 0;
    for (const receiver of this.#receivers.values()) atOnce += receiver.window.atOnce;
    return Math.max(atOnce * lanesPerPlace, fewestLanes);
  }

  #newReceiver(ownUrl: string | null): Receiver {
    const url = ownUrl ?? this.#setup?.hook.url ?? "";
    const receiver = new Receiver({
      ...{ url, isHooksOwn: ownUrl === null, host: this.#ports.hosts.enter(url) },
      pump: (it) => this.#ports.pump(this, it),
    });
    this.#receivers.set(ownUrl, receiver);
    return receiver;
  }

  /** The hook has another URL: what was ready goes there, and nothing is known of it yet. */
  #moveReceiver(old: Receiver): void {
    this.#forget(old);
    this.#receivers.delete(null);
    const next = this.#newReceiver(null);
    for (let item = old.ready.shift(); item !== undefined; item = old.ready.shift())
      next.ready.push(item);
    next.noteActivity();
  }

  #forget(receiver: Receiver): void {
    receiver.host.active.delete(receiver);
    receiver.host.waiting.delete(receiver);
    this.#ports.hosts.leave(receiver.url, receiver.host);
  }
}

function isChangedByOwner(known: HookRecord, hook: HookRecord): boolean {
  const { url, isEnabled, updatedMs } = hook;
  return known.url !== url || known.isEnabled !== isEnabled || known.updatedMs !== updatedMs;
}
