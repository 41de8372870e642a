import type { FormulaFunction } from "../../formula-function.ts";

export const values: FormulaFunction = {
  name: "Values",
  family: "object",
  signature: "Values(object)",
  doc: "Lists the values of an object.",
  examples: [
    { formula: 'Values({"b": 1, "a": 2})', gives: [1, 2] },
    { formula: "Sum(Values(@basket))", fields: { basket: { tea: 3, cake: 4 } }, gives: 7 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => Object.values(call.record(0)),
};
