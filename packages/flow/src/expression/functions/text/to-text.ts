import type { FormulaFunction } from "../../formula-function.ts";
import { valueText } from "../../value-text.ts";

export const toText: FormulaFunction = {
  name: "ToText",
  family: "text",
  signature: "ToText(value)",
  doc: "Writes any value as a text, as a message would show it. No value gives an empty text.",
  examples: [
    { formula: "ToText(3.5)", gives: "3.5" },
    { formula: "ToText(@items)", fields: { items: [1, "a"] }, gives: '[1,"a"]' },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    call.weigh(call.value(0));
    return valueText(call.value(0));
  },
};
