import type { FormulaFunction } from "../../formula-function.ts";

export const array: FormulaFunction = {
  name: "Array",
  family: "list",
  signature: "Array(...items)",
  doc: "Makes a list. Also written [a, b].",
  examples: [
    { formula: 'Array(1, "b", true)', gives: [1, "b", true] },
    { formula: "[@a, 2]", fields: { a: 1 }, gives: [1, 2] },
  ],
  arity: { least: 0, most: Number.POSITIVE_INFINITY },
  call: (call) => call.values(),
};
