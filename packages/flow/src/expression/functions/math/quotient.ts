import type { FormulaFunction } from "../../formula-function.ts";

export const quotient: FormulaFunction = {
  name: "Quotient",
  family: "math",
  signature: "Quotient(a, b)",
  doc: "Divides a by b, with decimals. Division by zero is an error. Also written a / b.",
  examples: [
    { formula: "Quotient(7, 2)", gives: 3.5 },
    { formula: "@total / 4", fields: { total: "10" }, gives: 2.5 },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const divisor = call.number(1);
    if (divisor === 0) throw call.failure("division-by-zero", "argument 2 must not be zero", 1);
    return call.finite(call.number(0) / divisor);
  },
};
