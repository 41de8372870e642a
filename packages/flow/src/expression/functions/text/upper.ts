import type { FormulaFunction } from "../../formula-function.ts";

export const upper: FormulaFunction = {
  name: "Upper",
  family: "text",
  signature: "Upper(text)",
  doc: "Writes a text in capital letters.",
  examples: [
    { formula: 'Upper("Paris")', gives: "PARIS" },
    { formula: "Upper(@code)", fields: { code: "ab-1" }, gives: "AB-1" },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.text(0).toUpperCase(),
};
