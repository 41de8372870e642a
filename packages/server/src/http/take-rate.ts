import { AppError } from "../errors.ts";
import type { TokenBuckets } from "./token-buckets.ts";

/** Takes one request from a bucket; gives the headers that tell how many are left. Throws when there is none. */
export function takeRate(buckets: TokenBuckets | null, key: string): Record<string, string> {
  if (!buckets) return {};
  const { left, waitSeconds } = buckets.take(key);
  const headers = {
    "ratelimit-limit": String(buckets.burst),
    "ratelimit-remaining": String(left),
    "ratelimit-reset": String(Math.ceil((buckets.burst - left) / buckets.perSecond)),
  };
  if (waitSeconds === 0) return headers;
  const seconds = Math.max(1, Math.ceil(waitSeconds));
  throw new AppError("throttled", {
    message: `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? "" : "s"}.`,
    retryAfterSeconds: seconds,
    headers,
  });
}
