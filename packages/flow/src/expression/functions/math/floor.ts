import type { FormulaFunction } from "../../formula-function.ts";

export const floor: FormulaFunction = {
  name: "Floor",
  family: "math",
  signature: "Floor(number)",
  doc: "Rounds down to a whole number.",
  examples: [
    { formula: "Floor(2.9)", gives: 2 },
    { formula: "Floor(-2.1)", gives: -3 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.finite(Math.floor(call.number(0))),
};
