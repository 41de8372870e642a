import type { FormulaFunction } from "../../formula-function.ts";

export const last: FormulaFunction = {
  name: "Last",
  family: "list",
  signature: "Last(list)",
  doc: "Gives the last item of a list. An empty list has none: an error.",
  examples: [
    { formula: 'Last(["a", "b"])', gives: "b" },
    { formula: 'Last(Split("a/b/c", "/"))', gives: "c" },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const found = call.list(0).at(-1);
    if (found === undefined) throw call.failure("missing-key", "the list is empty", 0);
    return found;
  },
};
