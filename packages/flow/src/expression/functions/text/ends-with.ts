import type { FormulaFunction } from "../../formula-function.ts";

export const endsWith: FormulaFunction = {
  name: "EndsWith",
  family: "text",
  signature: "EndsWith(text, part)",
  doc: "Tells whether a text ends with another. Case counts.",
  examples: [
    {
      formula: 'EndsWith(@email, "@example.org")',
      fields: { email: "a@example.org" },
      gives: true,
    },
    { formula: 'EndsWith("a.pdf", ".png")', gives: false },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.text(0).endsWith(call.text(1)),
};
