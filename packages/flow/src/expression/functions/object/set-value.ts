import { isPrototypeKey } from "../../field-name.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const setValue: FormulaFunction = {
  name: "SetValue",
  family: "object",
  signature: "SetValue(object, key, value)",
  doc: "Gives a copy of an object with one key set. The key is taken as it is, not as a path. No object counts as an empty one.",
  examples: [
    {
      formula: 'SetValue(@data, "paid", true)',
      fields: { data: { id: 1 } },
      gives: { id: 1, paid: true },
    },
    { formula: 'SetValue(@new, "a", 1)', gives: { a: 1 } },
  ],
  arity: { least: 3, most: 3 },
  call: (call) => {
    const record = call.value(0) === null ? {} : call.record(0);
    const key = call.text(1);
    if (isPrototypeKey(key)) throw call.failure("bad-key", `"${key}" cannot be a key`, 1);
    return { ...record, [key]: call.value(2) };
  },
};
