import type { FormulaFunction } from "../../formula-function.ts";

export const isGreater: FormulaFunction = {
  name: "IsGreater",
  family: "comparison",
  signature: "IsGreater(a, b)",
  doc: "Tells whether a is greater: by number, by date, or else by alphabet. Also written a > b.",
  examples: [
    { formula: 'IsGreater("10", "9")', gives: true },
    { formula: '@day > "2026-01-31"', fields: { day: "2026-02-01" }, gives: true },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.order() > 0,
};
