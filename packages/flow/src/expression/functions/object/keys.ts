import type { FormulaFunction } from "../../formula-function.ts";

export const keys: FormulaFunction = {
  name: "Keys",
  family: "object",
  signature: "Keys(object)",
  doc: "Lists the keys of an object.",
  examples: [
    { formula: 'Keys({"b": 1, "a": 2})', gives: ["b", "a"] },
    { formula: "Keys(@data)", fields: { data: {} }, gives: [] },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => Object.keys(call.record(0)),
};
