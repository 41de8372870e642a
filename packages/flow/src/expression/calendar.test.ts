import fc from "fast-check";
import { expect, test } from "vitest";
import { addToWall, type CalendarUnit, readUnit, wallDifference } from "./calendar.ts";
import { isoDay, midnight, readIsoDate, utcMs, utcWallTime, type WallTime } from "./iso-date.ts";

const day = (text: string): WallTime =>
  readIsoDate(text)?.wall ?? { ...midnight, year: 0, month: 0, day: 0 };

test.each<[string, number, CalendarUnit, string]>([
  ["2026-01-31", 1, "months", "2026-02-28"],
  ["2024-01-31", 1, "months", "2024-02-29"],
  ["2026-03-31", -1, "months", "2026-02-28"],
  ["2026-01-15", -1, "months", "2025-12-15"],
  ["2026-11-30", 14, "months", "2028-01-30"],
  ["2024-02-29", 1, "years", "2025-02-28"],
  ["2026-12-31", 1, "days", "2027-01-01"],
  ["2026-02-28", 2, "weeks", "2026-03-14"],
])("%s and %i %s is %s", (from, count, unit, to) => {
  expect(isoDay(addToWall(day(from), count, unit))).toBe(to);
});

test.each<[string, string, CalendarUnit, number]>([
  ["2026-01-31", "2026-02-28", "months", 1],
  ["2026-01-31", "2026-02-27", "months", 0],
  ["2026-03-31", "2026-02-28", "months", -1],
  ["2026-03-30", "2026-03-01", "months", 0],
  ["2000-02-29", "2026-02-28", "years", 26],
  ["2000-06-15", "2026-06-14", "years", 25],
  ["2026-06-14", "2000-06-15", "years", -25],
  ["2026-02-27", "2026-03-01", "days", 2],
  ["2026-03-01", "2026-02-27", "weeks", 0],
])("from %s to %s are so many %s: %i", (from, to, unit, count) => {
  expect(wallDifference(day(from), day(to), unit)).toBe(count);
});

test("what is added is what lies between, and the count never overshoots", () => {
  const days = fc.integer({ min: 0, max: 40_000 }).map((count) => utcWallTime(count * 86_400_000));
  const units = fc.constantFrom<CalendarUnit>("years", "months", "weeks", "days");
  fc.assert(
    fc.property(days, days, units, (from, to, unit) => {
      const count = wallDifference(from, to, unit);
      const reached = utcMs(addToWall(from, count, unit));
      const next = utcMs(addToWall(from, count + (utcMs(to) < utcMs(from) ? -1 : 1), unit));
      const target = utcMs(to);
      if (target >= utcMs(from)) expect(reached <= target && target < next).toBe(true);
      else expect(reached >= target && target > next).toBe(true);
    }),
  );
});

test("units are read in singular and plural, and nothing inherited is one", () => {
  expect([readUnit("day"), readUnit("days"), readUnit("Day"), readUnit("constructor")]).toEqual([
    "days",
    "days",
    undefined,
    undefined,
  ]);
});
