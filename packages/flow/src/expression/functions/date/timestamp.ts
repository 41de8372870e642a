import type { FormulaFunction } from "../../formula-function.ts";

export const timestamp: FormulaFunction = {
  name: "Timestamp",
  family: "date",
  signature: "Timestamp(date?)",
  doc: "Gives a date as seconds since 1970; without an argument the present time.",
  examples: [
    { formula: "Timestamp()", gives: 1774744200 },
    { formula: 'Timestamp("1970-01-02")', gives: 86400 },
  ],
  constants: ["date"],
  arity: { least: 0, most: 1 },
  call: (call) => Math.floor((call.has(0) ? call.instant(0) : call.nowMs) / 1000),
};
