import type { FormulaFunction } from "../../formula-function.ts";
import { shiftDecimals } from "../../shift-decimals.ts";

export const trunc: FormulaFunction = {
  name: "Trunc",
  family: "math",
  signature: "Trunc(number, decimals?)",
  doc: "Cuts the decimals off, or all but so many of them.",
  examples: [
    { formula: "Trunc(2.9)", gives: 2 },
    { formula: "Trunc(-2.9)", gives: -2 },
    { formula: "Trunc(3.14159, 2)", gives: 3.14 },
  ],
  arity: { least: 1, most: 2 },
  call: (call) =>
    call.finite(shiftDecimals(call.number(0), call.has(1) ? call.integer(1) : 0, Math.trunc)),
};
