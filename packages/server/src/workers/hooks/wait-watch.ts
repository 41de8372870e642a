import type { Clock } from "../../ports/clock.ts";

/** A request that is waited for. */
export interface Awaited {
  readonly startedMs: number;
  /** When the whole of it had been sent; `null` before. */
  readonly sentMs: number | null;
}

/** What is not sent by then is still connecting: it is looked at again soon, after this long at most. */
const againMs = 250;

/**
 * Tells of requests that were sent in full and have no answer after so long, with a single alarm for all of them. How long may
 * change; it then holds for all that are waited for.
 */
export class WaitWatch<T extends Awaited> {
  readonly #clock: Clock;
  readonly #afterMs: () => number;
  readonly #onLate: (request: T) => void;
  /** In order of their start. */
  readonly #awaited = new Set<T>();
  #cancel: (() => void) | null = null;
  #alarmMs = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, afterMs: () => number, onLate: (request: T) => void) {
    this.#clock = clock;
    this.#afterMs = afterMs;
    this.#onLate = onLate;
  }

  add(request: T): void {
    this.#awaited.add(request);
    const dueMs = request.startedMs + this.#afterMs();
    if (dueMs < this.#alarmMs) this.#setAlarm(dueMs);
  }

  /** Has its answer. */
  delete(request: T): void {
    this.#awaited.delete(request);
  }

  close(): void {
    this.#awaited.clear();
    this.#noAlarm();
  }

  #noAlarm(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#alarmMs = Number.POSITIVE_INFINITY;
  }

  #setAlarm(atMs: number): void {
    this.#noAlarm();
    this.#alarmMs = atMs;
    const delayMs = Math.max(atMs - this.#clock.nowMs(), 1);
    this.#cancel = this.#clock.after(delayMs, () => this.#look());
  }

  #look(): void {
    this.#noAlarm();
    const { late, nextMs } = this.#sort(this.#clock.nowMs());
    for (const request of late) this.#awaited.delete(request);
    if (this.#awaited.size > 0) this.#setAlarm(nextMs);
    for (const request of late) this.#onLate(request);
  }

  #sort(nowMs: number): { readonly late: readonly T[]; readonly nextMs: number } {
    const late: T[] = [];
    const afterMs = this.#afterMs();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const request of this.#awaited) {
      const dueMs = (request.sentMs ?? request.startedMs) + afterMs;
      if (dueMs > nowMs) nextMs = Math.min(nextMs, dueMs);
      else if (request.sentMs === null)
        nextMs = Math.min(nextMs, nowMs + Math.min(againMs, afterMs));
      else late.push(request);
      // Whoever began later is not overdue before this one.
      if (request.startedMs + afterMs > nowMs) break;
    }
    return { late, nextMs };
  }
}
