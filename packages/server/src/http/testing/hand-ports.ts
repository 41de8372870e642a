import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";

/** A clock that stands still until a test turns it. */
export interface HandClock extends Clock {
  /** Moves time on and runs what became due, in order. */
  advance(byMs: number): void;
  /** Sets it ahead or back, as somebody may who looks after the machine. No time passes. */
  set(byMs: number): void;
}

/** Makes a clock that shows `startMs`. */
export function createHandClock(startMs: number): HandClock {
  let nowMs = startMs;
  let aheadMs = 0;
  const alarms = new Map<() => void, number>();

  function nextDue(): [() => void, number] | undefined {
    return [...alarms].filter(([, dueMs]) => dueMs <= nowMs).sort((a, b) => a[1] - b[1])[0];
  }

  return {
    nowMs: () => nowMs + aheadMs,
    after: (delayMs, act) => {
      const alarm = () => act();
      alarms.set(alarm, nowMs + delayMs);
      return () => alarms.delete(alarm);
    },
    set: (byMs) => {
      aheadMs += byMs;
    },
    advance: (byMs) => {
      nowMs += byMs;
      for (let due = nextDue(); due; due = nextDue()) {
        alarms.delete(due[0]);
        due[0]();
      }
    },
  };
}

/** Makes chance that is the same in every run: numbers count up, secrets too. */
export function createCountedChance(): Chance {
  let count = 0;
  return {
    seed: () => (count += 1),
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
    },
    secret: (bytes) => {
      count += 1;
      // Spread over all bytes, as a channel's code draws its letters from them.
      const drawn = Uint8Array.from({ length: bytes }, (_, at) => (count * 31 + at * 7) % 256);
      return Buffer.from(drawn).toString("base64url");
    },
  };
}
