import type { FormulaFunction } from "../../formula-function.ts";

export const isLess: FormulaFunction = {
  name: "IsLess",
  family: "comparison",
  signature: "IsLess(a, b)",
  doc: "Tells whether a is less: by number, by date, or else by alphabet. Also written a < b.",
  examples: [
    { formula: "IsLess(2, 10)", gives: true },
    { formula: '"a" < "b"', gives: true },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.order() < 0,
};
