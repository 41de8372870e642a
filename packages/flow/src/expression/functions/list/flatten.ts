import type { FormulaFunction } from "../../formula-function.ts";
import { isList } from "../../value-kind.ts";

export const flatten: FormulaFunction = {
  name: "Flatten",
  family: "list",
  signature: "Flatten(list)",
  doc: "Puts the items of lists within a list into one, one level deep.",
  examples: [
    { formula: "Flatten([[1, 2], 3, [[4]]])", gives: [1, 2, 3, [4]] },
    { formula: "Flatten([])", gives: [] },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    call.weigh(call.value(0));
    return call.list(0).flatMap((item) => (isList(item) ? item : [item]));
  },
};
