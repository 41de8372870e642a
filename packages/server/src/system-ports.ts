import { randomBytes, randomFillSync, randomUUID } from "node:crypto";
import type { Chance } from "./ports/chance.ts";
import type { Clock } from "./ports/clock.ts";

/** The machine's clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, act) => {
    // Longer than a timer can be: wake up on the way, nothing is lost.
    const timer = setTimeout(act, Math.min(delayMs, 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

const poolSize = 1024;

/** The machine's randomness. Seeds come from a pool, as every turn draws one. */
export function createSystemChance(): Chance {
  const pool = new Uint32Array(poolSize);
  let used = poolSize;
  return {
    seed: () => {
      if (used === poolSize) {
        randomFillSync(pool);
        used = 0;
      }
      used += 1;
      return pool[used - 1] ?? 0;
    },
    uuid: () => randomUUID(),
    secret: (bytes) => randomBytes(bytes).toString("base64url"),
  };
}
