import type { FormulaFunction } from "../../formula-function.ts";

export const max: FormulaFunction = {
  name: "Max",
  family: "math",
  signature: "Max(number, ...numbers)",
  doc: "Gives the largest number. A list counts as its items.",
  examples: [
    { formula: "Max(3, 1, 2)", gives: 3 },
    { formula: "Max(@prices)", fields: { prices: [9.5, 7] }, gives: 9.5 },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) =>
    call.finite(call.numbers().reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
};
