import type { Clock } from "../../ports/clock.ts";

interface Entry<T> {
  readonly atMs: number;
  readonly value: T;
}

/** Hands values over when their time has come, the earliest first, with a single alarm for all of them. */
export class TimeQueue<T> {
  readonly #clock: Clock;
  readonly #onDue: (value: T) => void;
  /** A binary heap. */
  readonly #heap: Entry<T>[] = [];
  #alarmMs = Number.POSITIVE_INFINITY;
  #cancel = (): void => {};

  constructor(clock: Clock, onDue: (value: T) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  push(atMs: number, value: T): void {
    const heap = this.#heap;
    let at = heap.length;
    const entry = { atMs, value };
    heap.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.atMs <= atMs) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
    this.#setAlarm();
  }

  clear(): void {
    this.#heap.length = 0;
    this.#cancel();
    this.#alarmMs = Number.POSITIVE_INFINITY;
  }

  #setAlarm(): void {
    const first = this.#heap[0];
    if (first === undefined || first.atMs >= this.#alarmMs) return;
    this.#cancel();
    this.#alarmMs = first.atMs;
    const delayMs = Math.max(first.atMs - this.#clock.nowMs(), 0);
    this.#cancel = this.#clock.after(delayMs, () => this.#ring());
  }

  #ring(): void {
    this.#alarmMs = Number.POSITIVE_INFINITY;
    const nowMs = this.#clock.nowMs();
    for (let first = this.#heap[0]; first && first.atMs <= nowMs; first = this.#heap[0]) {
      this.#removeFirst();
      this.#onDue(first.value);
    }
    this.#setAlarm();
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below + 1 < heap.length && this.#isEarlier(below + 1, below)) below += 1;
      const child = heap[below];
      if (child === undefined || child.atMs >= last.atMs) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
  }

  #isEarlier(one: number, other: number): boolean {
    return (this.#heap[one]?.atMs ?? 0) < (this.#heap[other]?.atMs ?? 0);
  }
}
