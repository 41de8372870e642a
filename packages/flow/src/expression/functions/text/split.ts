import type { FormulaFunction } from "../../formula-function.ts";

export const split: FormulaFunction = {
  name: "Split",
  family: "text",
  signature: "Split(text, separator)",
  doc: "Cuts a text into a list at every separator; an empty separator cuts between characters.",
  examples: [
    { formula: 'Split("a;b;c", ";")', gives: ["a", "b", "c"] },
    { formula: 'Split("né👋", "")', gives: ["n", "é", "👋"] },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const text = call.text(0);
    const separator = call.text(1);
    return separator === "" ? Array.from(text) : text.split(separator);
  },
};
