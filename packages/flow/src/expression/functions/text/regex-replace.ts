import type { Matcher } from "re2js";
import type { FormulaFunction } from "../../formula-function.ts";
import { maxReplaceInput } from "../../pattern.ts";

export const regexReplace: FormulaFunction = {
  name: "RegexReplace",
  family: "text",
  signature: "RegexReplace(pattern, text, replacement)",
  doc: "Replaces all matches of a regular expression. $1, $2, … stand for its groups, $0 for the match, $$ for a dollar.",
  examples: [
    { formula: 'RegexReplace("[^0-9]", "+34 600 10", "")', gives: "3460010" },
    { formula: 'RegexReplace("(\\w+) (\\w+)", "Ann Lee", "$2, $1")', gives: "Lee, Ann" },
  ],
  constants: ["pattern"],
  arity: { least: 3, most: 3 },
  call: (call) => {
    const pattern = call.pattern(0);
    const text = call.text(1);
    const replacement = call.text(2);
    call.refuseLongInput(1, text, maxReplaceInput);
    call.refuseLongInput(2, replacement, maxReplaceInput);
    const matcher = pattern.matcher(text);
    let result = "";
    let at = 0;
    const findNext = (): boolean => {
      // It may run to the end of the text.
      call.spendSearch(pattern, text.length - at);
      return matcher.find();
    };
    while (findNext()) {
      call.spend(4 * replacement.length);
      result += text.slice(at, matcher.start()) + fill(replacement, matcher, pattern.groupCount());
      at = matcher.end();
    }
    return result + text.slice(at);
  },
};

function fill(replacement: string, matcher: Matcher, groups: number): string {
  if (!replacement.includes("$")) return replacement;
  return replacement.replace(/\$(\$|\d{1,2})/g, (written, name: string) => {
    if (name === "$") return "$";
    const group = Number(name);
    return group <= groups ? (matcher.group(group) ?? "") : written;
  });
}
