import { characterCount } from "../../code-points.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import { isList } from "../../value-kind.ts";

export const length: FormulaFunction = {
  name: "Length",
  family: "text",
  signature: "Length(value)",
  doc: "Counts the characters of a text, or the items of a list.",
  examples: [
    { formula: 'Length("héllo 👋")', gives: 7 },
    { formula: "Length(@items)", fields: { items: [1, 2, 3] }, gives: 3 },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const value = call.value(0);
    return isList(value) ? value.length : characterCount(call.text(0));
  },
};
