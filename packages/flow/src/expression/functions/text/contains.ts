import { contains as containsValue } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import { isList } from "../../value-kind.ts";

export const contains: FormulaFunction = {
  name: "Contains",
  family: "text",
  signature: "Contains(whole, part)",
  doc: "Tells whether a text has another in it (case counts), or a list an item.",
  examples: [
    { formula: 'Contains("Rue de Paris", "Paris")', gives: true },
    { formula: 'Contains(@tags, "vip")', fields: { tags: ["new", "vip"] }, gives: true },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const whole = call.value(0);
    if (!isList(whole)) return call.text(0).includes(call.text(1));
    call.weigh(whole);
    return containsValue(whole, call.value(1));
  },
};
