import type { FormulaFunction } from "../../formula-function.ts";
import { shiftDecimals } from "../../shift-decimals.ts";

export const round: FormulaFunction = {
  name: "Round",
  family: "math",
  signature: "Round(number, decimals?)",
  doc: "Rounds to whole numbers, or to so many decimals; halves go away from zero. Negative decimals round to tens, hundreds and so on.",
  examples: [
    { formula: "Round(2.5)", gives: 3 },
    { formula: "Round(1.005, 2)", gives: 1.01 },
    { formula: "Round(-2.5)", gives: -3 },
    { formula: "Round(1234, -2)", gives: 1200 },
  ],
  arity: { least: 1, most: 2 },
  call: (call) =>
    call.finite(
      shiftDecimals(call.number(0), call.has(1) ? call.integer(1) : 0, (number) =>
        number < 0 ? -Math.round(-number) : Math.round(number),
      ),
    ),
};
