import { contains } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const includes: FormulaFunction = {
  name: "Includes",
  family: "list",
  signature: "Includes(list, item)",
  doc: "Tells whether a list has an item, by the rules of IsEqual.",
  examples: [
    { formula: 'Includes(["a", "b"], "b")', gives: true },
    { formula: "Includes(@ids, 7)", fields: { ids: ["6", "7"] }, gives: true },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    call.weigh(call.value(0));
    return contains(call.list(0), call.value(1));
  },
};
