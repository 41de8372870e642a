import type { FormulaFunction } from "../../formula-function.ts";
import { valueText } from "../../value-text.ts";

export const urlEncode: FormulaFunction = {
  name: "UrlEncode",
  family: "text",
  signature: "UrlEncode(value)",
  doc: "Writes a value so that it can stand in a link. In a Webhook block this is done by itself.",
  examples: [
    { formula: 'UrlEncode("a b&c")', gives: "a%20b%26c" },
    { formula: 'UrlEncode("é")', gives: "%C3%A9" },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    call.weigh(call.value(0));
    const text = valueText(call.value(0));
    return encodeURIComponent(text.toWellFormed());
  },
};
