import type { FormulaFunction } from "../../formula-function.ts";

export const or: FormulaFunction = {
  name: "Or",
  family: "logical",
  signature: "Or(condition, ...conditions)",
  doc: "Tells whether one condition holds; stops at the first that does. Also written a || b.",
  examples: [
    { formula: "Or(false, 1 < 2)", gives: true },
    { formula: "true || 1 / 0", gives: true },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) => {
    for (let index = 0; index < call.count; index += 1) {
      if (call.truth(index)) return true;
    }
    return false;
  },
};
