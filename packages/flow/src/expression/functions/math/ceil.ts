import type { FormulaFunction } from "../../formula-function.ts";

export const ceil: FormulaFunction = {
  name: "Ceil",
  family: "math",
  signature: "Ceil(number)",
  doc: "Rounds up to a whole number.",
  examples: [
    { formula: "Ceil(2.1)", gives: 3 },
    { formula: "Ceil(-2.9)", gives: -2 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.finite(Math.ceil(call.number(0))),
};
