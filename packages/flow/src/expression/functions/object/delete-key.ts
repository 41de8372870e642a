import type { FormulaFunction } from "../../formula-function.ts";

export const deleteKey: FormulaFunction = {
  name: "DeleteKey",
  family: "object",
  signature: "DeleteKey(object, key)",
  doc: "Gives a copy of an object without one key. A key that is not there is no error.",
  examples: [
    { formula: 'DeleteKey(@data, "b")', fields: { data: { a: 1, b: 2 } }, gives: { a: 1 } },
    { formula: 'DeleteKey({"a": 1}, "x")', gives: { a: 1 } },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const key = call.text(1);
    return Object.fromEntries(Object.entries(call.record(0)).filter(([name]) => name !== key));
  },
};
