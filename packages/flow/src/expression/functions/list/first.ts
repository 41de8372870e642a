import type { FormulaFunction } from "../../formula-function.ts";

export const first: FormulaFunction = {
  name: "First",
  family: "list",
  signature: "First(list)",
  doc: "Gives the first item of a list. An empty list has none: an error.",
  examples: [
    { formula: 'First(["a", "b"])', gives: "a" },
    { formula: 'First(Split(@name, " "))', fields: { name: "Ann Lee" }, gives: "Ann" },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const found = call.list(0)[0];
    if (found === undefined) throw call.failure("missing-key", "the list is empty", 0);
    return found;
  },
};
