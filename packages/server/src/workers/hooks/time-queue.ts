import type { Clock } from "../../ports/clock.ts";

interface Entry<T> {
  atMs: number;
  readonly value: T;
  /** Where it is in the heap; -1 once it is out. */
  at: number;
}

/** No alarm is set for later than this: a machine that slept, or whose clock was set ahead, knows it by its clock alone. */
const longestSleepMs = 10_000;
/** So far back a clock goes by itself. */
const usualStepBackMs = 1_000;

/**
 * Hands values over when their time has come, the earliest first, with a single alarm for all of them. When the clock is
 * set back, what waits is handed over as if it had been set with it: nothing waits for an hour to pass twice.
 */
export class TimeQueue<T> {
  readonly #clock: Clock;
  readonly #onDue: (value: T) => void;
  /** A binary heap. */
  readonly #heap: Entry<T>[] = [];
  #alarmMs = Number.POSITIVE_INFINITY;
  #seenMs = Number.NEGATIVE_INFINITY;
  #cancel = (): void => {};

  constructor(clock: Clock, onDue: (value: T) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** How many wait. */
  get size(): number {
    return this.#heap.length;
  }

  /** Takes a value until its time has come; gives what takes it out before. */
  push(atMs: number, value: T): () => void {
    const nowMs = this.#lookAtClock();
    const entry = { atMs, value, at: this.#heap.length };
    this.#heap.push(entry);
    this.#rise(entry);
    this.#setAlarm(nowMs);
    return () => this.#remove(entry);
  }

  clear(): void {
    for (const entry of this.#heap) entry.at = -1;
    this.#heap.length = 0;
    this.#cancel();
    this.#alarmMs = Number.POSITIVE_INFINITY;
  }

  #setAlarm(nowMs: number): void {
    const first = this.#heap[0];
    if (first === undefined || first.atMs >= this.#alarmMs) return;
    this.#cancel();
    const delayMs = Math.min(Math.max(first.atMs - nowMs, 0), longestSleepMs);
    this.#alarmMs = nowMs + delayMs;
    this.#cancel = this.#clock.after(delayMs, () => this.#ring());
  }

  /** Gives the time; where it went back, everything that waits goes with it. */
  #lookAtClock(): number {
    const nowMs = this.#clock.nowMs();
    const backMs = this.#seenMs - nowMs;
    this.#seenMs = nowMs;
    if (backMs <= usualStepBackMs) return nowMs;
    for (const entry of this.#heap) entry.atMs -= backMs;
    this.#alarmMs -= backMs;
    return nowMs;
  }

  #ring(): void {
    const nowMs = this.#lookAtClock();
    this.#alarmMs = Number.POSITIVE_INFINITY;
    for (let first = this.#heap[0]; first && first.atMs <= nowMs; first = this.#heap[0]) {
      this.#remove(first);
      this.#onDue(first.value);
    }
    this.#setAlarm(nowMs);
  }

  #remove(entry: Entry<T>): void {
    const { at } = entry;
    if (at < 0) return;
    entry.at = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === entry) return;
    this.#put(last, at);
    this.#rise(last);
    this.#sink(last);
  }

  #put(entry: Entry<T>, at: number): void {
    this.#heap[at] = entry;
    entry.at = at;
  }

  #rise(entry: Entry<T>): void {
    while (entry.at > 0) {
      const above = (entry.at - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || parent.atMs <= entry.atMs) return;
      this.#put(parent, entry.at);
      this.#put(entry, above);
    }
  }

  #sink(entry: Entry<T>): void {
    for (;;) {
      let below = 2 * entry.at + 1;
      if (below + 1 < this.#heap.length && this.#isEarlier(below + 1, below)) below += 1;
      const child = this.#heap[below];
      if (child === undefined || child.atMs >= entry.atMs) return;
      this.#put(child, entry.at);
      this.#put(entry, below);
    }
  }

  #isEarlier(one: number, other: number): boolean {
    return (this.#heap[one]?.atMs ?? 0) < (this.#heap[other]?.atMs ?? 0);
  }
}
