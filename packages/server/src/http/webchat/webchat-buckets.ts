import type { Clock } from "../../ports/clock.ts";
import { createTokenBuckets, type TokenBuckets } from "../token-buckets.ts";

/** How often visitors may ask; `null`: as often as they like. */
export interface WebchatBuckets {
  /** Per visitor, for what they say. */
  readonly sendBuckets: TokenBuckets | null;
  /** Per visitor, for what they read. */
  readonly readBuckets: TokenBuckets | null;
  /** Per address, for new conversations. */
  readonly arrivalBuckets: TokenBuckets | null;
  /** Per address, for secrets that nobody has. */
  readonly strangerBuckets: TokenBuckets | null;
}

/** Makes the buckets of the web chat, each with what it allows a second and at once. */
export function createWebchatBuckets(clock: Clock, hasRateLimits: boolean): WebchatBuckets {
  const buckets = (perSecond: number, burst: number) =>
    hasRateLimits ? createTokenBuckets(clock, perSecond, burst) : null;
  return {
    sendBuckets: buckets(5, 10),
    readBuckets: buckets(10, 60),
    arrivalBuckets: buckets(0.5, 30),
    strangerBuckets: buckets(1, 30),
  };
}
