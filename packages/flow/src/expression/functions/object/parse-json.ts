import type { FormulaFunction } from "../../formula-function.ts";
import { readJson } from "../../read-json.ts";

export const parseJson: FormulaFunction = {
  name: "ParseJson",
  family: "object",
  signature: "ParseJson(text)",
  doc: "Reads a value from JSON. A text that is not JSON is an error.",
  examples: [
    { formula: "ParseJson('{\"a\": [1, true]}')", gives: { a: [1, true] } },
    { formula: 'ParseJson("12")', gives: 12 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const text = call.text(0);
    call.reserve(text.length);
    const read = readJson(text);
    if (read.ok) return read.value;
    throw call.failure("bad-argument", `argument 1 ${read.fault}`, 0);
  },
};
