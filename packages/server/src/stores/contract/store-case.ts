import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store.ts";

/** A clock that a case turns by hand. */
export interface HandClock extends Clock {
  set(nowMs: number): void;
}

/** What a store can do beyond the port's invariants; a case that needs more than a store has does not run on it. */
export type Capability = "persistence" | "backup";

/** What a case works on: a fresh store, its clock, and a way to close it and open what it has written. */
interface Workbench {
  readonly store: Store;
  readonly clock: HandClock;
  readonly reopen: () => Promise<Store>;
  /** A folder of the case's own. */
  readonly folder: string;
}

/** One promise of the port, as a sentence and the code that tries to break it. */
export interface StoreCase {
  readonly name: string;
  readonly needs?: Capability;
  readonly run: (bench: Workbench) => Promise<void>;
}

/** Makes a clock that stands still at `nowMs`. */
export function handClock(nowMs: number): HandClock {
  let now = nowMs;
  return {
    nowMs: () => now,
    set: (next) => {
      now = next;
    },
    after: (delayMs, act) => {
      const timer = setTimeout(act, delayMs).unref();
      return () => clearTimeout(timer);
    },
  };
}
