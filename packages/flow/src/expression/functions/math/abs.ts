import type { FormulaFunction } from "../../formula-function.ts";

export const abs: FormulaFunction = {
  name: "Abs",
  family: "math",
  signature: "Abs(number)",
  doc: "Takes the sign off a number.",
  examples: [
    { formula: "Abs(-3)", gives: 3 },
    { formula: "Abs(2.5)", gives: 2.5 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => Math.abs(call.number(0)),
};
