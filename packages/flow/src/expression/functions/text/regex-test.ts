import type { FormulaFunction } from "../../formula-function.ts";
import { maxPatternInput } from "../../pattern.ts";

export const regexTest: FormulaFunction = {
  name: "RegexTest",
  family: "text",
  signature: "RegexTest(pattern, text)",
  doc: "Tells whether a regular expression matches somewhere in a text. Use ^ and $ for the whole text, (?i) for any case.",
  examples: [
    { formula: 'RegexTest("^[0-9]{5}$", @zip)', fields: { zip: "28001" }, gives: true },
    { formula: 'RegexTest("(?i)paris", "PARIS 5e")', gives: true },
    { formula: 'RegexTest("^\\d+$", "12a")', gives: false },
  ],
  constants: ["pattern"],
  arity: { least: 2, most: 2 },
  call: (call) => {
    const pattern = call.pattern(0);
    const text = call.text(1);
    call.refuseLongInput(1, text, maxPatternInput);
    call.spendSearch(pattern, text.length);
    return pattern.test(text);
  },
};
