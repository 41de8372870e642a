import type { Clock } from "../../ports/clock.ts";
import { createPlaces, type Places } from "../places.ts";
import { createTokenBuckets, type TokenBuckets } from "../token-buckets.ts";

/** How often visitors may ask; `null`: as often as they like. */
export interface WebchatBuckets {
  /** Per visitor, for what they say. */
  readonly sendBuckets: TokenBuckets | null;
  /** Per visitor, for what they read. */
  readonly readBuckets: TokenBuckets | null;
  /** Per network, for new conversations. */
  readonly arrivalBuckets: TokenBuckets | null;
  /** Per network, for secrets that nobody has. */
  readonly strangerBuckets: TokenBuckets | null;
  /** Per network, for streams that are open. */
  readonly streamPlaces: Places | null;
  /** Per network, and in all, for files that come in: each is in memory as a whole until it is drawn and stored. */
  readonly uploadPlaces: Places | null;
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
    streamPlaces: hasRateLimits ? createPlaces(1_000) : null,
    uploadPlaces: hasRateLimits ? createPlaces(4, 32) : null,
  };
}
