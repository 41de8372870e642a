import { characterIndex } from "../../code-points.ts";
import { areEqual } from "../../compare.ts";
import type { FormulaFunction } from "../../formula-function.ts";
import { isList } from "../../value-kind.ts";

export const indexOf: FormulaFunction = {
  name: "IndexOf",
  family: "text",
  signature: "IndexOf(whole, part)",
  doc: "Gives the place where a part of a text begins, or of an item in a list. The first is 0; -1 if it is not there.",
  examples: [
    { formula: 'IndexOf("ann@example.org", "@")', gives: 3 },
    { formula: 'IndexOf(["a", "b"], "b")', gives: 1 },
    { formula: 'IndexOf("abc", "x")', gives: -1 },
  ],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const whole = call.value(0);
    if (!isList(whole)) return characterIndex(call.text(0), call.text(1));
    call.weigh(whole);
    const part = call.value(1);
    return whole.findIndex((item) => areEqual(item, part));
  },
};
