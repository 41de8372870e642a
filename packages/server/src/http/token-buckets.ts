import type { Clock } from "../ports/clock.ts";

/** Allows `perSecond` on average and `burst` at once, for each key apart. */
export interface TokenBuckets {
  /** Takes one; gives the seconds to wait when there is none. */
  take(key: string): { readonly left: number; readonly waitSeconds: number };
  readonly perSecond: number;
  readonly burst: number;
}

const mostKeys = 50_000;

/** Makes buckets. A key that has rested until its bucket is full again costs no memory after the next sweep. */
export function createTokenBuckets(clock: Clock, perSecond: number, burst: number): TokenBuckets {
  const buckets = new Map<string, { tokens: number; atMs: number }>();

  function sweep(nowMs: number): void {
    const fullAfterMs = (burst / perSecond) * 1000;
    for (const [key, bucket] of buckets) if (nowMs - bucket.atMs > fullAfterMs) buckets.delete(key);
    if (buckets.size >= mostKeys) buckets.clear();
  }

  return {
    perSecond,
    burst,
    take: (key) => {
      const nowMs = clock.nowMs();
      const bucket = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
      const refilled = bucket.tokens + ((nowMs - bucket.atMs) / 1000) * perSecond;
      bucket.tokens = Math.min(burst, Math.max(0, refilled));
      bucket.atMs = nowMs;
      if (buckets.size >= mostKeys) sweep(nowMs);
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return { left: 0, waitSeconds: (1 - bucket.tokens) / perSecond };
      bucket.tokens -= 1;
      return { left: Math.floor(bucket.tokens), waitSeconds: 0 };
    },
  };
}
