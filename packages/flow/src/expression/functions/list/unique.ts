import { areEqual } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import type { Value } from "../../value.ts";

export const unique: FormulaFunction = {
  name: "Unique",
  family: "list",
  signature: "Unique(list)",
  doc: "Gives a copy of a list in which every item stands once, by the rules of IsEqual.",
  examples: [
    { formula: "Unique([1, 2, 1])", gives: [1, 2] },
    { formula: 'Length(Unique(["a", "A", "a"]))', gives: 2 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const kept: Value[] = [];
    for (const item of call.list(0)) {
      call.spend(kept.length * Math.ceil(call.weigh(item) / 8));
      if (!kept.some((known) => areEqual(known, item))) kept.push(item);
    }
    return kept;
  },
};
