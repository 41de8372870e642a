import type { FormulaFunction } from "../../formula-function.ts";
import { valueText } from "../../value-text.ts";

export const join: FormulaFunction = {
  name: "Join",
  family: "text",
  signature: "Join(list, separator)",
  doc: "Puts the items of a list together into one text, with a separator between them.",
  examples: [
    { formula: 'Join(["a", "b", 3], ", ")', gives: "a, b, 3" },
    { formula: 'Join(@cities, "")', fields: { cities: [] }, gives: "" },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const list = call.list(0);
    const separator = call.text(1);
    call.weigh(list);
    const texts = list.map(valueText);
    const separators = Math.max(0, texts.length - 1) * separator.length;
    call.reserve(texts.reduce((total, text) => total + text.length, separators));
    return texts.join(separator);
  },
};
