import type { FormulaFunction } from "../../formula-function.ts";
import { valueText } from "../../value-text.ts";

export const concat: FormulaFunction = {
  name: "Concat",
  family: "text",
  signature: "Concat(value, ...values)",
  doc: "Puts values together into one text. A field without a value adds nothing; lists and objects are written as JSON.",
  examples: [
    { formula: 'Concat("Order ", @id, ".")', fields: { id: 7 }, gives: "Order 7." },
    { formula: 'Concat("Dear ", @title, @name)', fields: { name: "Ann" }, gives: "Dear Ann" },
  ],
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  call: (call) => {
    const values = call.values();
    for (const value of values) call.weigh(value);
    const texts = values.map(valueText);
    call.reserve(texts.reduce((total, text) => total + text.length, 0));
    return texts.join("");
  },
};
