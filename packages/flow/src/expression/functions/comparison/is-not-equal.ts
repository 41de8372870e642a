import { areEqual } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const isNotEqual: FormulaFunction = {
  name: "IsNotEqual",
  family: "comparison",
  signature: "IsNotEqual(a, b)",
  doc: "Tells whether two values differ, by the rules of IsEqual. Also written a != b.",
  examples: [
    { formula: 'IsNotEqual("a", "b")', gives: true },
    { formula: '@day != "2026/02/28"', fields: { day: "2026-02-28" }, gives: false },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const a = call.value(0);
    const b = call.value(1);
    call.weigh(a);
    return !areEqual(a, b, call.zone);
  },
};
