/** How long after the one before each attempt is made, in milliseconds; after the last one a delivery is given up. */
export const attemptDelaysMs: readonly number[] = [
  ...[0, 1_000, 5_000, 30_000, 5 * 60_000, 30 * 60_000],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3_600_000),
];

const firstWithJitter = 2;
const jitter = 0.2;

/**
 * How long to wait after so many attempts, in milliseconds; `null` when that was the last one. `draw` is chance in
 * [0, 1): from the third attempt on it spreads them by a fifth either way, so that what failed together comes back apart.
 */
export function retryDelayMs(attempts: number, draw: number): number | null {
  const delayMs = attemptDelaysMs[attempts];
  if (delayMs === undefined) return null;
  return attempts < firstWithJitter
    ? delayMs
    : Math.round(delayMs * (1 - jitter + 2 * jitter * draw));
}

const longestRetryAfterMs = 24 * 3_600_000;
/** The three forms of a date that HTTP knows; the last is in UTC without saying so. */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? .{16,32}$/;

/** Reads `Retry-After`: seconds or a date, at most a day from now, in milliseconds; `null` when it says nothing usable. */
export function readRetryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : untilDateMs(text, nowMs);
  return waitMs === null ? null : Math.min(Math.max(waitMs, 0), longestRetryAfterMs);
}

function untilDateMs(text: string, nowMs: number): number | null {
  if (!httpDate.test(text)) return null;
  const atMs = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(atMs) ? null : atMs - nowMs;
}
