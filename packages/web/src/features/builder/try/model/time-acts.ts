import { type Act, type Duration, passes } from "@parley/testkit";
import type { Wait } from "./wait-of.ts";

const units = [
  [86_400_000, "days"],
  [3_600_000, "hours"],
  [60_000, "minutes"],
] as const;

/** Moves the flow's clock by this much; timers that fall due on the way fire. */
export function jumps(ms: number): Act {
  return passes(written(ms));
}

/** Lets the running timer run out: the end of a pause, a question's patience, a wait's time-out. */
export function skips({ timer }: Wait): Act | null {
  return timer ? jumps(timer.inMs) : null;
}

function written(ms: number): Duration {
  const whole = Math.max(0, Math.round(ms));
  const [size, unit] = units.find(([it]) => whole >= it && whole % it === 0) ?? [1000, "seconds"];
  return `${whole / size} ${unit}`;
}
