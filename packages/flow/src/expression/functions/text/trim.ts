import type { FormulaFunction } from "../../formula-function.ts";

export const trim: FormulaFunction = {
  name: "Trim",
  family: "text",
  signature: "Trim(text)",
  doc: "Takes spaces and line breaks off both ends.",
  examples: [
    { formula: 'Trim("  hi ")', gives: "hi" },
    { formula: "Trim(@answer)", fields: { answer: "yes\n" }, gives: "yes" },
  ],
  arity: { least: 1, most: 1 },
  call: (call) => call.text(0).trim(),
};
