import { characterSlice } from "../../code-points.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const capitalize: FormulaFunction = {
  name: "Capitalize",
  family: "text",
  signature: "Capitalize(text)",
  doc: "Writes the first letter as a capital and leaves the rest.",
  examples: [
    { formula: 'Capitalize("paris")', gives: "Paris" },
    { formula: 'Capitalize("el Niño")', gives: "El Niño" },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => {
    const text = call.text(0);
    const first = characterSlice(text.slice(0, 2), 0, 1);
    return first.toUpperCase() + text.slice(first.length);
  },
};
