import { isEmpty } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";

export const ifEmpty: FormulaFunction = {
  name: "IfEmpty",
  family: "logical",
  signature: "IfEmpty(value, other)",
  doc: "Gives the value, or the other one where there is nothing in it.",
  examples: [
    { formula: 'IfEmpty(@name, "friend")', gives: "friend" },
    { formula: 'IfEmpty(@name, "friend")', fields: { name: "Ann" }, gives: "Ann" },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => call.value(isEmpty(call.value(0)) ? 1 : 0),
};
