import type { FormulaFunction } from "../../formula-function.ts";

export const replace: FormulaFunction = {
  name: "Replace",
  family: "text",
  signature: "Replace(text, part, other)",
  doc: "Replaces every occurrence of a part of a text. For patterns see RegexReplace.",
  examples: [
    { formula: 'Replace("1,234,567", ",", "")', gives: "1234567" },
    { formula: 'Replace("a.b", ".", "$&")', gives: "a$&b" },
  ],
  arity: { least: 3, most: 3 },
  call: (call) => {
    const text = call.text(0);
    const part = call.text(1);
    const other = call.text(2);
    if (part === "") return text;
    const pieces = text.split(part);
    call.reserve(text.length + (pieces.length - 1) * (other.length - part.length));
    return pieces.join(other);
  },
};
