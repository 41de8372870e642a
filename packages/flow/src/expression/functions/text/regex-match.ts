import type { FormulaFunction } from "../../formula-function.ts";
import { maxPatternInput } from "../../pattern.ts";

export const regexMatch: FormulaFunction = {
  name: "RegexMatch",
  family: "text",
  signature: "RegexMatch(pattern, text, group?)",
  doc: "Gives the first match of a regular expression, or what one of its groups (1, 2, …) caught. Without a match there is no value.",
  examples: [
    { formula: 'RegexMatch("[0-9]+", "room 12, floor 3")', gives: "12" },
    { formula: 'RegexMatch("(\\w+)@(\\w+)", "ann@example.org", 2)', gives: "example" },
    { formula: 'RegexMatch("[0-9]+", "none")', gives: null },
  ],
  constants: ["pattern"],
  arity: { least: 2, most: 3 },
  call: (call) => {
    const pattern = call.pattern(0);
    const text = call.text(1);
    const group = call.has(2) ? call.integer(2) : 0;
    call.refuseLongInput(1, text, maxPatternInput);
    if (group < 0 || group > pattern.groupCount()) {
      throw call.failure("bad-argument", `the pattern has no group ${group}`, 2);
    }
    call.spendSearch(pattern, text.length);
    const matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(group) : null;
  },
};
