import type { Clock } from "../../ports/clock.ts";
import type { DeliveryResult, HookHealth, HookStore } from "../../ports/hooks.ts";
import { StoreRefused } from "../../ports/store-failure.ts";

/** A result on its way into the store, with whatever is to be known when it is there. */
export interface Recorded<T> {
  readonly result: DeliveryResult;
  readonly about: T;
}

interface RecorderPorts<T> {
  readonly store: Pick<HookStore, "recordDeliveries">;
  readonly clock: Clock;
  readonly epoch: number;
  /** These are in the store now, in the order of their coming. */
  readonly onRecorded: (entries: readonly Recorded<T>[]) => void;
  /** Somebody else has begun to deliver. */
  readonly onLostEpoch: () => void;
  readonly report: (error: unknown, about: string) => void;
}

const mostInBatch = 1_024;
/** More than that waiting, and nothing new is sent before the store has caught up. */
const fullAt = 4096;
/** What comes within this time is written together. */
const gatherMs = 10;
const retryMs = { first: 250, longest: 2_000 } as const;

/**
 * Writes results in the background, many at a time and in order. While the store cannot take them they are kept and
 * tried again: a result that is lost would only be a message sent twice, but an order that is lost would be a wrong one.
 */
export class ResultRecorder<T> {
  readonly #ports: RecorderPorts<T>;
  #waiting: Recorded<T>[] = [];
  readonly #health = new Map<number, HookHealth>();
  #writing: Promise<boolean> | null = null;
  #cancel: (() => void) | null = null;
  #isOneByOne = false;
  #retryMs: number = retryMs.first;
  #isLost = false;

  constructor(ports: RecorderPorts<T>) {
    this.#ports = ports;
  }

  get isFull(): boolean {
    return this.#waiting.length >= fullAt;
  }

  /** Takes a result; an urgent one waits for no others to be written with it. */
  push(result: DeliveryResult, about: T, isUrgent = false): void {
    this.#waiting.push({ result, about });
    if (isUrgent || this.#waiting.length >= mostInBatch) this.#write();
    else this.#writeSoon(gatherMs);
  }

  /** Of several for one hook the last is written. */
  pushHealth(health: HookHealth): void {
    this.#health.set(health.hookId, health);
    this.#writeSoon(gatherMs);
  }

  hasHealth(hookId: number): boolean {
    return this.#health.has(hookId);
  }

  /** Its owner has decided otherwise. */
  dropHealth(hookId: number): void {
    this.#health.delete(hookId);
  }

  /** Writes what waits; resolves when all of it is written, or the store does not take it. */
  async flush(): Promise<void> {
    await this.#writing;
    while (this.#hasWork) {
      this.#write();
      if (!(await this.#writing)) break;
    }
    // What the store does not take now is tried again.
    if (!this.#hasWork) this.#cancelTimer();
  }

  /** As `flush`; what the store does not take then is tried no more. */
  async close(): Promise<void> {
    await this.flush();
    this.#isLost = true;
    this.#cancelTimer();
  }

  #cancelTimer(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  get #hasWork(): boolean {
    return !this.#isLost && (this.#waiting.length > 0 || this.#health.size > 0);
  }

  #writeSoon(delayMs: number): void {
    this.#cancel ??= this.#ports.clock.after(delayMs, () => {
      this.#cancel = null;
      this.#write();
    });
  }

  #write(): void {
    if (this.#writing !== null || !this.#hasWork) return;
    this.#writing = this.#writeBatch().then((isDone) => {
      this.#writing = null;
      // What came meanwhile has waited long enough.
      if (isDone) this.#write();
      else this.#writeSoon(this.#retryMs);
      this.#retryMs = isDone ? retryMs.first : Math.min(this.#retryMs * 2, retryMs.longest);
      return isDone;
    });
  }

  async #writeBatch(): Promise<boolean> {
    const { store, epoch, onRecorded, onLostEpoch } = this.#ports;
    const batch = this.#waiting.slice(0, this.#isOneByOne ? 1 : mostInBatch);
    const health = [...this.#health.values()];
    try {
      const results = batch.map(({ result }) => result);
      if ((await store.recordDeliveries(epoch, results, health)) === "lost-epoch") {
        this.#isLost = true;
        onLostEpoch();
        return true;
      }
    } catch (error) {
      return this.#setAside(error, batch);
    }
    this.#waiting = this.#waiting.slice(batch.length);
    if (this.#waiting.length === 0) this.#isOneByOne = false;
    for (const one of health)
      if (this.#health.get(one.hookId) === one) this.#health.delete(one.hookId);
    onRecorded(batch);
    return true;
  }

  /** One result that the store does not accept holds up nobody else's. */
  #setAside(error: unknown, batch: readonly Recorded<T>[]): boolean {
    const { report } = this.#ports;
    report(error, "recording what became of deliveries");
    if (!(error instanceof StoreRefused)) return false;
    if (batch.length > 1) {
      this.#isOneByOne = true;
      return true;
    }
    this.#waiting = this.#waiting.slice(batch.length);
    this.#health.clear();
    return true;
  }
}
