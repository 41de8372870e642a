import type { FormulaFunction } from "../../formula-function.ts";

export const ifThenElse: FormulaFunction = {
  name: "If",
  family: "logical",
  signature: "If(condition, then, else)",
  doc: "Gives one of two values; the other is not computed.",
  examples: [
    { formula: 'If(@age >= 18, "adult", "minor")', fields: { age: 20 }, gives: "adult" },
    { formula: "If(@count == 0, 0, @total / @count)", fields: { count: 0, total: 5 }, gives: 0 },
  ],
  arity: { least: 3, most: 3 },
  call: (call) => call.value(call.truth(0) ? 1 : 2),
};
