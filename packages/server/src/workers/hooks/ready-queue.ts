import { Fifo } from "./fifo.ts";
import type { Owed } from "./lane.ts";

/** Of so many in a row at least one is a repeat, when one waits: they come last, but they come. */
const repeatEvery = 8;

/**
 * What may be sent to one receiver. What is sent for the first time, or holds its lane, goes before repeats of what was
 * released: nothing waits for those, and a receiver that never answers has many.
 */
export class ReadyQueue {
  readonly #first = new Fifo<Owed>();
  readonly #repeats = new Fifo<Owed>();
  #sinceRepeat = 0;

  get size(): number {
    return this.#first.size + this.#repeats.size;
  }

  push(item: Owed): void {
    (item.isReleased && item.attempts > 0 ? this.#repeats : this.#first).push(item);
  }

  shift(): Owed | undefined {
    const isRepeatsTurn = this.#first.size === 0 || this.#sinceRepeat >= repeatEvery - 1;
    if (isRepeatsTurn && this.#repeats.size > 0) {
      this.#sinceRepeat = 0;
      return this.#repeats.shift();
    }
    this.#sinceRepeat += 1;
    return this.#first.shift();
  }

  /** Drops all others. */
  keep(isKept: (item: Owed) => boolean): void {
    this.#first.keep(isKept);
    this.#repeats.keep(isKept);
  }
}
