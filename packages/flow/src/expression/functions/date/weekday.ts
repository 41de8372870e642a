import { weekdayOf } from "../../date-format.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const weekday: FormulaFunction = {
  name: "Weekday",
  family: "date",
  signature: "Weekday(date)",
  doc: "Gives the day of the week, 0 for Sunday to 6 for Saturday; of a time in the bot's zone.",
  examples: [
    { formula: 'Weekday("2026-02-28")', gives: 6 },
    { formula: "Weekday(Today())", gives: 0 },
  ],
  constants: ["date"],
  arity: { least: 1, most: 1 },
  call: (call) => weekdayOf(call.wallOf(0)),
};
