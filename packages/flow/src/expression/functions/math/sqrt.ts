import type { FormulaFunction } from "../../formula-function.ts";

export const sqrt: FormulaFunction = {
  name: "Sqrt",
  family: "math",
  signature: "Sqrt(number)",
  doc: "Gives the square root. A negative number is an error.",
  examples: [
    { formula: "Sqrt(9)", gives: 3 },
    { formula: "Sqrt(6.25)", gives: 2.5 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.finite(Math.sqrt(call.number(0))),
};
