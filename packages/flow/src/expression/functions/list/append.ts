import type { FormulaFunction } from "../../formula-function.ts";

export const append: FormulaFunction = {
  name: "Append",
  family: "list",
  signature: "Append(list, item, ...items)",
  doc: "Gives a copy of a list with items added at its end. No list counts as an empty one.",
  examples: [
    { formula: "Append([1], 2, 3)", gives: [1, 2, 3] },
    { formula: 'Append(@basket, "tea")', gives: ["tea"] },
  ],
  arity: { least: 2, most: Number.POSITIVE_INFINITY },
  call: (call) => [...(call.value(0) === null ? [] : call.list(0)), ...call.values(1)],
};
