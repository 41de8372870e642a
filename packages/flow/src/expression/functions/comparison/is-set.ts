import type { FormulaFunction } from "../../formula-function.ts";

export const isSet: FormulaFunction = {
  name: "IsSet",
  family: "comparison",
  signature: "IsSet(value)",
  doc: "Tells whether a field has a value. An empty text is a value; see IsEmpty.",
  examples: [
    { formula: "IsSet(@city)", fields: { city: "Paris" }, gives: true },
    { formula: "IsSet(@city)", gives: false },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.value(0) !== null,
};
