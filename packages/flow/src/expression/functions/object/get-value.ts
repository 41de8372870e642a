import type { FormulaFunction } from "../../formula-function.ts";
import { valueAtPath } from "../../path.ts";
import { isList, isRecord } from "../../value-kind.ts";

export const getValue: FormulaFunction = {
  name: "GetValue",
  family: "object",
  signature: "GetValue(object, key, default?)",
  doc: 'Takes a value out of an object or list. The key may be a path such as "user.name" or "items[0].price". If it is missing the default is given, without one it is an error.',
  examples: [
    { formula: 'GetValue(@data, "status")', fields: { data: { status: "paid" } }, gives: "paid" },
    {
      formula: 'GetValue(@data, "items[1].price")',
      fields: { data: { items: [{ price: 5 }, { price: 7 }] } },
      gives: 7,
    },
    { formula: 'GetValue(@data, "city", "unknown")', fields: { data: {} }, gives: "unknown" },
  ],
  arity: { least: 2, most: 3 },
  call: (call) => {
    const of = call.value(0);
    if (!isRecord(of) && !isList(of)) {
      if (of === null && call.has(2)) return call.value(2);
      throw call.mismatch(0, "an object or a list");
    }
    const path = call.value(1);
    if (typeof path !== "string" && typeof path !== "number") throw call.mismatch(1, "a key");
    const found = valueAtPath(of, path);
    if (found !== undefined) return found;
    if (call.has(2)) return call.value(2);
    const shown = String(path).slice(0, 60);
    throw call.failure("missing-key", `there is no key "${shown}" and no default`, 1);
  },
};
