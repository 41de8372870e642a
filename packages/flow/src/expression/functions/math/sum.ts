import type { FormulaFunction } from "../../formula-function.ts";

export const sum: FormulaFunction = {
  name: "Sum",
  family: "math",
  signature: "Sum(number, ...numbers)",
  doc: "Adds numbers. A list counts as its items. Also written a + b.",
  examples: [
    { formula: "Sum(1, 2, 3)", gives: 6 },
    { formula: "Sum(@prices)", fields: { prices: [0.1, 0.2] }, gives: 0.3 },
    { formula: "@a + 2", fields: { a: "40" }, gives: 42 },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) => call.finite(call.numbers().reduce((total, number) => total + number, 0)),
};
