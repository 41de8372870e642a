import type { Clock } from "../../ports/clock.ts";

/** A request that is waited for. */
export interface Awaited {
  readonly startedMs: number;
  /** When the whole of it had been sent; `null` before. */
  readonly sentMs: number | null;
}

/** What is not sent by then is still connecting: it is looked at again soon. */
const againMs = 250;

/** Tells of requests that were sent in full and have no answer after so long, with a single alarm for all of them. */
export class WaitWatch<T extends Awaited> {
  readonly #clock: Clock;
  readonly #afterMs: number;
  readonly #onLate: (request: T) => void;
  /** In order of their start. */
  readonly #awaited = new Set<T>();
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, afterMs: number, onLate: (request: T) => void) {
    this.#clock = clock;
    this.#afterMs = afterMs;
    this.#onLate = onLate;
  }

  add(request: T): void {
    this.#awaited.add(request);
    if (this.#cancel === null) this.#setAlarm(this.#afterMs);
  }

  /** Has its answer. */
  delete(request: T): void {
    this.#awaited.delete(request);
  }

  close(): void {
    this.#awaited.clear();
    this.#cancel?.();
    this.#cancel = null;
  }

  #setAlarm(delayMs: number): void {
    this.#cancel = this.#clock.after(delayMs, () => this.#look());
  }

  #look(): void {
    this.#cancel = null;
    const nowMs = this.#clock.nowMs();
    const { late, nextMs } = this.#sort(nowMs);
    for (const request of late) this.#awaited.delete(request);
    if (this.#awaited.size > 0) this.#setAlarm(Math.max(nextMs - nowMs, 1));
    for (const request of late) this.#onLate(request);
  }

  #sort(nowMs: number): { readonly late: readonly T[]; readonly nextMs: number } {
    const late: T[] = [];
    let nextMs = Number.POSITIVE_INFINITY;
    for (const request of this.#awaited) {
      const dueMs = (request.sentMs ?? request.startedMs) + this.#afterMs;
      if (dueMs > nowMs) nextMs = Math.min(nextMs, dueMs);
      else if (request.sentMs === null) nextMs = Math.min(nextMs, nowMs + againMs);
      else late.push(request);
      // Whoever began later is not overdue before this one.
      if (request.startedMs + this.#afterMs > nowMs) break;
    }
    return { late, nextMs };
  }
}
