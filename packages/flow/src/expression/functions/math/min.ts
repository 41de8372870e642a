import type { FormulaFunction } from "../../formula-function.ts";

export const min: FormulaFunction = {
  name: "Min",
  family: "math",
  signature: "Min(number, ...numbers)",
  doc: "Gives the smallest number. A list counts as its items.",
  examples: [
    { formula: "Min(3, 1, 2)", gives: 1 },
    { formula: "Min(@prices)", fields: { prices: [9.5, 7] }, gives: 7 },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) =>
    call.finite(call.numbers().reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
};
