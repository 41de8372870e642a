import type { FormulaFunction } from "../../formula-function.ts";

export const getItem: FormulaFunction = {
  name: "GetItem",
  family: "list",
  signature: "GetItem(list, index, default?)",
  doc: "Takes an item out of a list. The first is 0; negative numbers count from the end. A missing item gives the default, without one it is an error.",
  examples: [
    { formula: "GetItem([5, 6, 7], 1)", gives: 6 },
    { formula: "GetItem([5, 6, 7], -1)", gives: 7 },
    { formula: 'GetItem([], 0, "none")', gives: "none" },
  ],
  arity: { least: 2, most: 3 },
  call: (call) => {
    const found = call.list(0).at(call.integer(1));
    if (found !== undefined) return found;
    if (call.has(2)) return call.value(2);
    throw call.failure("missing-key", `there is no item ${call.integer(1)} and no default`, 1);
  },
};
