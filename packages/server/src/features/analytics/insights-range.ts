export const hourMs = 3_600_000;
const dayHours = 24;

/** The hours that are asked for, and whether they are told by the hour or by the day. */
export interface InsightsRange {
  readonly fromHour: number;
  /** Not included. */
  readonly untilHour: number;
  readonly bucketHours: 1 | 24;
}

const usualDays = 7;
/** Longer ones are told by the day (UTC). */
const mostHourlyDays = 3;
const mostDays = 366;

/** Widens a range to whole hours or days; the last seven days without one, at most 366. */
export function insightsRange(
  nowMs: number,
  sinceMs: number | undefined,
  untilMs: number | undefined,
): InsightsRange {
  // The present hour has begun, even where it begins right now.
  const untilHour = untilMs === undefined ? Math.floor(nowMs / hourMs) + 1 : untilMs / hourMs;
  const lastHour = Math.max(1, Math.ceil(untilHour));
  const earliest = lastHour - mostDays * dayHours;
  const asked = sinceMs === undefined ? lastHour - usualDays * dayHours : sinceMs / hourMs;
  const firstHour = Math.max(Math.min(Math.floor(asked), lastHour - 1), earliest, 0);
  if (lastHour - firstHour <= mostHourlyDays * dayHours)
    return { fromHour: firstHour, untilHour: lastHour, bucketHours: 1 };
  return {
    fromHour: Math.floor(firstHour / dayHours) * dayHours,
    untilHour: Math.ceil(lastHour / dayHours) * dayHours,
    bucketHours: 24,
  };
}
