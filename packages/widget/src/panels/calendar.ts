/** A day without a time or a zone. Months count from 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

/** Reads yyyy-MM-dd; null where there is no such day. */
export function parseDay(text: string | undefined): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? "");
  if (!match) return null;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const back = fromUtc(toUtc(day));
  return back.month === day.month && back.day === day.day ? back : null;
}

/** The day as the format asks: yyyy, MM, dd, M, d, yy; else yyyy-MM-dd. */
export function formatDay(day: Day, format = "yyyy-MM-dd"): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const parts: Readonly<Record<string, string>> = {
    yyyy: String(day.year).padStart(4, "0"),
    yy: two(day.year % 100),
    MM: two(day.month),
    M: String(day.month),
    dd: two(day.day),
    d: String(day.day),
  };
  return format.replaceAll(/y{4}|y{2}|Y{4}|MM?|DD?|dd?/g, (part) => {
    const key = part.startsWith("M") ? part : part.toLowerCase();
    return parts[key] ?? part;
  });
}

/** The day so many days later, or earlier. */
export function addDays(day: Day, count: number): Day {
  return fromUtc(toUtc(day) + count * dayMs);
}

/** The same day of another month, or that month's last. */
export function addMonths({ year, month, day }: Day, count: number): Day {
  const first = fromUtc(toUtc({ year, month: month + count, day: 1 }));
  return { ...first, day: Math.min(day, daysIn(first)) };
}

/** -1, 0 or 1: which of the two is earlier. */
export function compareDays(a: Day, b: Day): number {
  return Math.sign(toUtc(a) - toUtc(b));
}

/** The weeks of a month, each of seven days; `firstWeekday` 0 is Sunday. */
export function weeksOf(month: Day, firstWeekday: number): Day[][] {
  const first = { ...month, day: 1 };
  const lead = (weekday(first) - firstWeekday + 7) % 7;
  const weeks = Math.ceil((lead + daysIn(first)) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(first, week * 7 + day - lead)),
  );
}

/** 0 Sunday to 6 Saturday. */
export function weekday(day: Day): number {
  return new Date(toUtc(day)).getUTCDay();
}

/** The day at 0:00 UTC, in ms: for formatting with the zone UTC. */
export function toUtc({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day);
}

const dayMs = 86_400_000;

function fromUtc(ms: number): Day {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function daysIn({ year, month }: Day): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
