import type { FormulaFunction } from "../../formula-function.ts";
import { isoDay, isWallTime } from "../../iso-date.ts";

export const dateTime: FormulaFunction = {
  name: "DateTime",
  family: "date",
  signature: "DateTime(year, month, day, hour?, minute?, second?)",
  doc: "Makes a date, or with an hour a time in the bot's zone. A day that the calendar does not have is an error.",
  examples: [
    { formula: "DateTime(2026, 2, 28)", gives: "2026-02-28" },
    { formula: "DateTime(2026, 2, 28, 9, 30)", gives: "2026-02-28T09:30:00Z" },
  ],
  arity: { least: 3, most: 6 },
  call: (call) => {
    const part = (index: number): number => (call.has(index) ? call.integer(index) : 0);
    const wall = {
      year: part(0),
      month: part(1),
      day: part(2),
      hour: part(3),
      minute: part(4),
      second: part(5),
      millisecond: 0,
    };
    if (!isWallTime(wall)) throw call.failure("bad-argument", "there is no such day or time");
    return call.has(3) ? call.isoInstant(call.instantOf(wall)) : isoDay(wall);
  },
};
