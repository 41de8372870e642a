import { addToWall, isClockUnit, unitLengthMs } from "../../calendar.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import { isoDay, isWallTime } from "../../iso-date.ts";

export const dateAdd: FormulaFunction = {
  name: "DateAdd",
  family: "date",
  signature: "DateAdd(date, count, unit)",
  doc: "Adds years, months, weeks, days, hours, minutes or seconds to a date; a negative count takes them off. Days and longer keep the time of day in the bot's zone. Hours on a day without a time give a time.",
  examples: [
    { formula: 'DateAdd("2026-01-31", 1, "month")', gives: "2026-02-28" },
    { formula: 'DateAdd("2026-02-28T23:30:00Z", -90, "minutes")', gives: "2026-02-28T22:00:00Z" },
    { formula: 'DateAdd(Today(), 1, "week")', gives: "2026-04-05" },
  ],
  constants: ["date", null, "unit"],
  arity: { least: 3, most: 3 },
  call: (call) => {
    const count = call.integer(1);
    const unit = call.unit(2);
    if (isClockUnit(unit)) {
      return call.isoInstant(call.instant(0) + count * unitLengthMs(unit));
    }
    const sum = addToWall(call.wallOf(0), count, unit);
    if (!isWallTime(sum)) throw call.failure("bad-argument", "no calendar reaches that far", 1);
    return call.moment(0).kind === "day" ? isoDay(sum) : call.isoInstant(call.instantOf(sum));
  },
};
