import type { FormulaFunction } from "../../formula-function.ts";

export const reverse: FormulaFunction = {
  name: "Reverse",
  family: "list",
  signature: "Reverse(list)",
  doc: "Gives a copy of a list with its items turned round.",
  examples: [
    { formula: "Reverse([1, 2, 3])", gives: [3, 2, 1] },
    { formula: "First(Reverse(Sort(@marks)))", fields: { marks: [3, 5, 4] }, gives: 5 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.list(0).toReversed(),
};
