import type { FormulaFunction } from "../../formula-function.ts";

export const startsWith: FormulaFunction = {
  name: "StartsWith",
  family: "text",
  signature: "StartsWith(text, part)",
  doc: "Tells whether a text begins with another. Case counts.",
  examples: [
    { formula: 'StartsWith("+34600", "+34")', gives: true },
    { formula: 'StartsWith("Paris", "p")', gives: false },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.text(0).startsWith(call.text(1)),
};
