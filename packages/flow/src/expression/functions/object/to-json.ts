import type { FormulaFunction } from "../../formula-function.ts";
import { valueJson } from "../../value-text.ts";

export const toJson: FormulaFunction = {
  name: "ToJson",
  family: "object",
  signature: "ToJson(value)",
  doc: "Writes a value as compact JSON.",
  examples: [
    { formula: "ToJson(@data)", fields: { data: { a: [1, "b"] } }, gives: '{"a":[1,"b"]}' },
    { formula: 'ToJson("a")', gives: '"a"' },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    call.weigh(call.value(0));
    return valueJson(call.value(0));
  },
};
