/** What an HTTP status means for the call: finished, hopeless, or to be repeated. */
export type Verdict = "done" | "refused" | "retry";

const DELAYS_MS = [200, 1000, 5000, 30_000, 60_000, 300_000] as const;
const LONGEST_DELAY_MS = 300_000;
const LONGEST_RETRY_AFTER_MS = 24 * 3_600_000;

/**
 * Judges Parley's answer. 2xx is done and 4xx final, except those that only say "not now":
 * 408, 425, 429, and 409 with Retry-After (the same key is still at work).
 */
export function judge(status: number | null, retryAfter: string | null): Verdict {
  if (status === null) return "retry";
  if (status >= 200 && status < 300) return "done";
  if (status < 400 || status >= 500) return "retry";
  if (status === 409) return retryAfter === null ? "refused" : "retry";
  return [408, 425, 429].includes(status) ? "retry" : "refused";
}

/** Milliseconds until the next attempt: 0.2 s, 1 s, 5 s, 30 s, 1 min, then 5 min; never before Retry-After. */
export function retryDelayMs(failures: number, retryAfter: string | null, now: Date): number {
  const delayMs = DELAYS_MS[failures - 1] ?? LONGEST_DELAY_MS;
  return Math.max(delayMs, readRetryAfterMs(retryAfter, now));
}

function readRetryAfterMs(text: string | null, now: Date): number {
  if (text === null) return 0;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS) : 0;
}
