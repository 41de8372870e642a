import type { Clock } from "../ports/clock.ts";

/** So many on average, and so many at once after a rest. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Allows a rate for each key apart. */
export interface TokenBuckets extends Rate {
  /** Takes one; gives the seconds to wait when there is none. */
  take(key: string): { readonly left: number; readonly waitSeconds: number };
}

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

const mostKeys = 50_000;

/**
 * Makes buckets. At most `limit` keys are remembered, in two generations: those who asked since the younger one began, and those
 * who only asked in the one before, which goes as a whole. So whoever asks under ever new keys frees nobody from their limit
 * but those who do not ask while half of `limit` others do; and no key is taken out alone, which would cost a look past
 * all that were taken out before it.
 */
export function createTokenBuckets(
  clock: Clock,
  perSecond: number,
  burst: number,
  limit = mostKeys,
): TokenBuckets {
  let young = new Map<string, Bucket>();
  let old = new Map<string, Bucket>();

  function tokensOf(key: string, nowMs: number): number {
    const bucket = young.get(key) ?? old.get(key);
    if (!bucket) return burst;
    // A clock that was set back refills nothing.
    const passedMs = Math.max(0, nowMs - bucket.atMs);
    return Math.min(burst, bucket.tokens + (passedMs / 1000) * perSecond);
  }

  function keep(key: string, bucket: Bucket): void {
    // Who asks stays young, whatever is left: a spent bucket that was forgotten would be a full one.
    young.set(key, bucket);
    if (young.size < limit / 2) return;
    old = young;
    young = new Map();
  }

  return {
    perSecond,
    burst,
    take: (key) => {
      const nowMs = clock.nowMs();
      const tokens = tokensOf(key, nowMs);
      const isTaken = tokens >= 1;
      const left = isTaken ? tokens - 1 : tokens;
      keep(key, { tokens: left, atMs: nowMs });
      return { left: Math.floor(left), waitSeconds: isTaken ? 0 : (1 - left) / perSecond };
    },
  };
}
