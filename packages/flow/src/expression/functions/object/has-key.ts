import type { FormulaFunction } from "../../formula-function.ts";

export const hasKey: FormulaFunction = {
  name: "HasKey",
  family: "object",
  signature: "HasKey(object, key)",
  doc: "Tells whether an object has a key of its own.",
  examples: [
    { formula: 'HasKey(@data, "status")', fields: { data: { status: null } }, gives: true },
    { formula: 'HasKey({"a": 1}, "constructor")', gives: false },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => Object.hasOwn(call.record(0), call.text(1)),
};
