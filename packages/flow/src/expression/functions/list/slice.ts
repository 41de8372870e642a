import type { FormulaFunction } from "../../formula-function.ts";

export const slice: FormulaFunction = {
  name: "Slice",
  family: "list",
  signature: "Slice(list, from, length?)",
  doc: "Cuts a part out of a list. The first item is 0; a negative from counts from the end. Without a length it goes to the end.",
  examples: [
    { formula: "Slice([1, 2, 3, 4], 1, 2)", gives: [2, 3] },
    { formula: "Slice([1, 2, 3, 4], -2)", gives: [3, 4] },
  ],
  arity: { least: 2, most: 3 },
  call: (call) => {
    const tail = call.list(0).slice(call.integer(1));
    if (!call.has(2)) return tail;
    const length = call.integer(2);
    if (length < 0) throw call.mismatch(2, "zero or more");
    return tail.slice(0, length);
  },
};
