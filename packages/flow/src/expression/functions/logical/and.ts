import type { FormulaFunction } from "../../formula-function.ts";

export const and: FormulaFunction = {
  name: "And",
  family: "logical",
  signature: "And(condition, ...conditions)",
  doc: "Tells whether all conditions hold; stops at the first that does not. Also written a && b.",
  examples: [
    { formula: "And(true, 1 < 2)", gives: true },
    { formula: "false && 1 / 0", gives: false },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) => {
    for (let index = 0; index < call.count; index += 1) {
      if (!call.truth(index)) return false;
    }
    return true;
  },
};
