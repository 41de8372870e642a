import { characterSlice } from "../../code-points.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const substring: FormulaFunction = {
  name: "Substring",
  family: "text",
  signature: "Substring(text, from, length?)",
  doc: "Cuts out a part of a text. The first character is 0; a negative from counts from the end. Without a length it goes to the end.",
  examples: [
    { formula: 'Substring("ES-28001", 3, 2)', gives: "28" },
    { formula: 'Substring("ES-28001", 3)', gives: "28001" },
    { formula: 'Substring("4111 1111", -4)', gives: "1111" },
  ],
  arity: { least: 2, most: 3 },
  call: (call) => {
    const tail = characterSlice(call.text(0), call.integer(1));
    if (!call.has(2)) return tail;
    const length = call.integer(2);
    if (length < 0) throw call.mismatch(2, "zero or more");
    return characterSlice(tail, 0, length);
  },
};
