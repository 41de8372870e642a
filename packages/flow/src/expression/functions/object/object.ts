import { isPrototypeKey } from "../../field-name.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import type { Value } from "../../value.ts";

export const object: FormulaFunction = {
  name: "Object",
  family: "object",
  signature: "Object(...keysAndValues)",
  doc: 'Makes an object from keys and values in turn. Also written {"key": value}.',
  examples: [
    { formula: 'Object("id", 7, "city", "Paris")', gives: { id: 7, city: "Paris" } },
    { formula: '{"id": @id}', fields: { id: 7 }, gives: { id: 7 } },
  ],
  arity: { least: 0, most: Number.POSITIVE_INFINITY },
  call: (call) => {
    if (call.count % 2 === 1) throw call.failure("bad-argument", "the last key has no value");
    const entries: [string, Value][] = [];
    for (let index = 0; index < call.count; index += 2) {
      const key = call.text(index);
      if (isPrototypeKey(key)) throw call.failure("bad-key", `"${key}" cannot be a key`, index);
      entries.push([key, call.value(index + 1)]);
    }
    return Object.fromEntries(entries);
  },
};
