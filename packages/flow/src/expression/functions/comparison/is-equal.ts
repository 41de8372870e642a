import { areEqual } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const isEqual: FormulaFunction = {
  name: "IsEqual",
  family: "comparison",
  signature: "IsEqual(a, b)",
  doc: "Tells whether two values are the same. Numbers and dates also match as text; texts match with their case, objects and lists part by part. Also written a == b.",
  examples: [
    { formula: 'IsEqual(@count, "3")', fields: { count: 3 }, gives: true },
    { formula: 'IsEqual("Paris", "paris")', gives: false },
    { formula: '{"a": [1]} == {"a": [1]}', gives: true },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const a = call.value(0);
    const b = call.value(1);
    call.weigh(a);
    return areEqual(a, b, call.zone);
  },
};
