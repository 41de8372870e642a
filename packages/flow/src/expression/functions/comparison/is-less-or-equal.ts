import type { FormulaFunction } from "../../formula-function.ts";

export const isLessOrEqual: FormulaFunction = {
  name: "IsLessOrEqual",
  family: "comparison",
  signature: "IsLessOrEqual(a, b)",
  doc: "Tells whether a is less than b or the same. Also written a <= b.",
  examples: [
    { formula: "IsLessOrEqual(2, 2)", gives: true },
    { formula: "3 <= 2", gives: false },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.order() <= 0,
};
