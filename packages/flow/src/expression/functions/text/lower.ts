import type { FormulaFunction } from "../../formula-function.ts";

export const lower: FormulaFunction = {
  name: "Lower",
  family: "text",
  signature: "Lower(text)",
  doc: "Writes a text in small letters.",
  examples: [
    { formula: 'Lower("Paris")', gives: "paris" },
    { formula: "Lower(@email)", fields: { email: "Ann@Example.org" }, gives: "ann@example.org" },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.text(0).toLowerCase(),
};
