import type { FormulaFunction } from "../../formula-function.ts";

export const power: FormulaFunction = {
  name: "Power",
  family: "math",
  signature: "Power(base, exponent)",
  doc: "Raises a number to a power.",
  examples: [
    { formula: "Power(2, 10)", gives: 1024 },
    { formula: "Power(9, 0.5)", gives: 3 },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.finite(call.number(0) ** call.number(1)),
};
