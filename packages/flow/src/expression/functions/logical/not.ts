import type { FormulaFunction } from "../../formula-function.ts";

export const not: FormulaFunction = {
  name: "Not",
  family: "logical",
  signature: "Not(condition)",
  doc: "Turns a condition round. Also written !a.",
  examples: [
    { formula: "Not(1 > 2)", gives: true },
    { formula: "!@done", fields: { done: true }, gives: false },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => !call.truth(0),
};
