import type { FormulaFunction } from "../../formula-function.ts";

export const isGreaterOrEqual: FormulaFunction = {
  name: "IsGreaterOrEqual",
  family: "comparison",
  signature: "IsGreaterOrEqual(a, b)",
  doc: "Tells whether a is greater than b or the same. Also written a >= b.",
  examples: [
    { formula: "IsGreaterOrEqual(3, 3)", gives: true },
    { formula: "@age >= 18", fields: { age: "17" }, gives: false },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.order() >= 0,
};
