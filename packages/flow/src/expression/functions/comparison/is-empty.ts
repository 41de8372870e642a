import { isEmpty as isEmptyValue } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const isEmpty: FormulaFunction = {
  name: "IsEmpty",
  family: "comparison",
  signature: "IsEmpty(value)",
  doc: "Tells whether there is nothing in a value: no value, an empty text, list or object.",
  examples: [
    { formula: 'IsEmpty("")', gives: true },
    { formula: "IsEmpty(@items)", fields: { items: [0] }, gives: false },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => isEmptyValue(call.value(0)),
};
