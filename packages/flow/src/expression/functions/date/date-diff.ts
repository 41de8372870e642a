import { isClockUnit, unitLengthMs, wallDifference } from "../../calendar.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const dateDiff: FormulaFunction = {
  name: "DateDiff",
  family: "date",
  signature: "DateDiff(from, to, unit)",
  doc: "Counts the whole years, months, weeks, days, hours, minutes or seconds from one date to another; negative when it goes back. Days and longer follow the calendar of the bot's zone.",
  examples: [
    { formula: 'DateDiff("2026-02-27", "2026-03-01", "days")', gives: 2 },
    {
      formula: 'DateDiff(@birthday, "2026-02-27", "years")',
      fields: { birthday: "2000-02-28" },
      gives: 25,
    },
    { formula: 'DateDiff("2026-01-01T12:00:00Z", "2026-01-01T10:30:00Z", "minutes")', gives: -90 },
  ],
  constants: ["date", "date", "unit"],
  arity: { least: 3, most: 3 },
  call: (call) => {
    const unit = call.unit(2);
    if (!isClockUnit(unit)) return wallDifference(call.wallOf(0), call.wallOf(1), unit);
    return Math.trunc((call.instant(1) - call.instant(0)) / unitLengthMs(unit)) + 0;
  },
};
