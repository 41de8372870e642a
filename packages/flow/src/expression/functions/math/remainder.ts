import type { FormulaFunction } from "../../formula-function.ts";

export const remainder: FormulaFunction = {
  name: "Remainder",
  family: "math",
  signature: "Remainder(a, b)",
  doc: "Gives what is left when a is divided by b, with the sign of a. Also written a % b.",
  examples: [
    { formula: "Remainder(7, 3)", gives: 1 },
    { formula: "-7 % 3", gives: -1 },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const divisor = call.number(1);
    if (divisor === 0) throw call.failure("division-by-zero", "argument 2 must not be zero", 1);
    return call.finite(call.number(0) % divisor);
  },
};
