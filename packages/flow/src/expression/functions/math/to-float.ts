import type { FormulaFunction } from "../../formula-function.ts";

export const toFloat: FormulaFunction = {
  name: "ToFloat",
  family: "math",
  signature: "ToFloat(value)",
  doc: "Reads a number from a text. A boolean gives 1 or 0.",
  examples: [
    { formula: 'ToFloat("3.50")', gives: 3.5 },
    { formula: "ToFloat(true)", gives: 1 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const value = call.value(0);
    return typeof value === "boolean" ? Number(value) : call.number(0) + 0;
  },
};
