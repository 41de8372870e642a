/** A date and a time of day as a calendar and a clock on a wall show them, in no zone. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** What an ISO text says: a day alone, a wall time, or with an offset an instant. */
export interface IsoDate {
  readonly wall: WallTime;
  readonly hasTime: boolean;
  readonly offsetMinutes?: number;
}

const shape =
  /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads `YYYY-MM-DD` or `YYYY/MM/DD`, alone or with a time and an offset. Days that no calendar has are refused. */
export function readIsoDate(text: string): IsoDate | undefined {
  if (text.length < 10 || text.length > 40) return undefined;
  const match = shape.exec(text);
  if (match === null) return undefined;
  const wall: WallTime = {
    year: Number(match[1]),
    month: Number(match[3]),
    day: Number(match[4]),
    hour: Number(match[5] ?? 0),
    minute: Number(match[6] ?? 0),
    second: Number(match[7] ?? 0),
    millisecond: Number((match[8] ?? "").padEnd(3, "0").slice(0, 3)),
  };
  if (!isWallTime(wall)) return undefined;
  const hasTime = match[5] !== undefined;
  const offsetMinutes = readOffset(match[9]);
  return offsetMinutes === undefined ? { wall, hasTime } : { wall, hasTime, offsetMinutes };
}

/** Tells whether the calendar has this day and the clock this time. */
export function isWallTime(wall: WallTime): boolean {
  const { year, month, day, hour, minute, second, millisecond } = wall;
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
  if (day < 1 || day > daysInMonth(year, month)) return false;
  return (
    isWithin(hour, 23) && isWithin(minute, 59) && isWithin(second, 59) && isWithin(millisecond, 999)
  );
}

/** Counts the days of a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(utcMs({ ...midnight, year, month: month + 1, day: 0 })).getUTCDate();
}

/** Reads a wall time as if its zone were UTC, in milliseconds since 1970. */
export function utcMs(wall: WallTime): number {
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  return date.setUTCHours(wall.hour, wall.minute, wall.second, wall.millisecond);
}

/** Shows milliseconds since 1970 as a wall time in UTC. */
export function utcWallTime(ms: number): WallTime {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/** Writes a day as `YYYY-MM-DD`. */
export function isoDay({ year, month, day }: WallTime): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The start of a day. */
export const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 } as const;

function readOffset(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (written === "Z") return 0;
  const minutes = Number(written.slice(1, 3)) * 60 + Number(written.slice(-2));
  return written.startsWith("-") ? -minutes : minutes;
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
