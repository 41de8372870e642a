import type { FormulaFunction } from "../../formula-function.ts";

export const toInteger: FormulaFunction = {
  name: "ToInteger",
  family: "math",
  signature: "ToInteger(value)",
  doc: "Reads a whole number from a text or number; decimals are cut off. A boolean gives 1 or 0.",
  examples: [
    { formula: 'ToInteger("42")', gives: 42 },
    { formula: "ToInteger(3.9)", gives: 3 },
    { formula: "ToInteger(false)", gives: 0 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const value = call.value(0);
    return typeof value === "boolean" ? Number(value) : call.finite(Math.trunc(call.number(0)));
  },
};
