import type { FormulaFunction } from "../../formula-function.ts";
import { isoDay } from "../../iso-date.ts";

export const today: FormulaFunction = {
  name: "Today",
  family: "date",
  signature: "Today()",
  doc: "Gives the present day in the bot's zone.",
  examples: [
    { formula: "Today()", gives: "2026-03-29" },
    { formula: 'DateDiff(Today(), "2026-04-01", "days")', gives: 3 },
  ],
  arity: { least: 0, most: 0 },
  call: (call) => isoDay(call.wallTimeOf(call.nowMs)),
};
