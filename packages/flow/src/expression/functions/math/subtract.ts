import type { FormulaFunction } from "../../formula-function.ts";

export const subtract: FormulaFunction = {
  name: "Subtract",
  family: "math",
  signature: "Subtract(a, b)",
  doc: "Takes b from a. Also written a - b.",
  examples: [
    { formula: "Subtract(10, 4)", gives: 6 },
    { formula: "@total - @paid", fields: { total: 0.3, paid: 0.1 }, gives: 0.2 },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.finite(call.number(0) - call.number(1)),
};
