import { daysInMonth, utcMs, utcWallTime, type WallTime } from "./iso-date.ts";

/** A unit that dates are counted in. Those from days up follow the calendar, those below the clock. */
export type CalendarUnit = "years" | "months" | "weeks" | "days" | "hours" | "minutes" | "seconds";

const unitLengthsMs: { readonly [unit: string]: number } = {
  weeks: 604_800_000,
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1_000,
};

const units: ReadonlyMap<string, CalendarUnit> = new Map(
  (["years", "months", "weeks", "days", "hours", "minutes", "seconds"] as const).flatMap((unit) => [
    [unit, unit] as const,
    [unit.slice(0, -1), unit] as const,
  ]),
);

/** Reads a unit, singular or plural. */
export function readUnit(text: string): CalendarUnit | undefined {
  return units.get(text);
}

/** Tells whether a unit is part of a day. */
export function isClockUnit(unit: CalendarUnit): boolean {
  return unit === "hours" || unit === "minutes" || unit === "seconds";
}

/** The length of a unit; of months and years, which have none, zero. */
export function unitLengthMs(unit: CalendarUnit): number {
  return unitLengthsMs[unit] ?? 0;
}

/** Adds to a wall time. A day that the month reached does not have becomes its last: 31 January + 1 month is 28 February. */
export function addToWall(wall: WallTime, count: number, unit: CalendarUnit): WallTime {
  if (unit !== "years" && unit !== "months") {
    return utcWallTime(utcMs(wall) + count * unitLengthMs(unit));
  }
  const months = wall.year * 12 + wall.month - 1 + count * (unit === "years" ? 12 : 1);
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return { ...wall, year, month, day: Math.min(wall.day, daysInMonth(year, month)) };
}

/** Counts the whole units from one wall time to another; negative when it goes back. */
export function wallDifference(from: WallTime, to: WallTime, unit: CalendarUnit): number {
  if (unit !== "years" && unit !== "months") {
    return Math.trunc((utcMs(to) - utcMs(from)) / unitLengthMs(unit)) + 0;
  }
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const whole = months - overshoot(from, to, months);
  return Math.trunc(unit === "years" ? whole / 12 : whole) + 0;
}

// The month counts only once the same day and time of it is reached.
function overshoot(from: WallTime, to: WallTime, months: number): number {
  const reached = utcMs(addToWall(from, months, "months"));
  if (months > 0 && reached > utcMs(to)) return 1;
  return months < 0 && reached < utcMs(to) ? -1 : 0;
}
