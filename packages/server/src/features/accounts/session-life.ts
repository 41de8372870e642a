import type { SessionRecord } from "../../ports/accounts.ts";

const dayMs = 24 * 3600_000;

/** A session that nobody uses ends after this. */
export const idleMs = 14 * dayMs;

/** However much it is used, a session ends after this. */
export const longestMs = 90 * dayMs;

/** When a session ends unless it is used before. */
export function endOf({ usedMs, endsMs }: SessionRecord): number {
  return Math.min(usedMs + idleMs, endsMs);
}
