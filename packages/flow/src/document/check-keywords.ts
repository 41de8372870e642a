import type { FlowDocument } from "./flow-document.ts";
import { errorAt, type FlowProblem, warningAt } from "./flow-problem.ts";

const builtIn: ReadonlySet<string> = new Set(["#back", "#init"]);

/** Checks that each keyword can be said, and means one thing. */
export function checkKeywords({ keywords }: FlowDocument): FlowProblem[] {
  const words = Object.keys(keywords);
  const first = new Map<string, string>();
  for (const word of words) if (!first.has(asSaid(word))) first.set(asSaid(word), word);
  return words.flatMap((word) => {
    const other = first.get(asSaid(word));
    if (other !== undefined && other !== word) return [duplicate(word, other)];
    if (/\s/u.test(word)) return [unmatchable(word)];
    return builtIn.has(word) ? [replaced(word)] : [];
  });
}

const asSaid = (word: string): string => word.normalize("NFC").trim();

function duplicate(word: string, other: string): FlowProblem {
  const message = `This keyword is the same as ${JSON.stringify(other)}.`;
  const hint = "Keep one of them.";
  return errorAt({ path: ["keywords", word], code: "duplicate-keyword", message, hint });
}

function unmatchable(word: string): FlowProblem {
  return warningAt({
    path: ["keywords", word],
    code: "unmatchable-keyword",
    message: "A keyword is one word or emoji, without spaces.",
    hint: `Write ${JSON.stringify(asSaid(word).replaceAll(/\s+/gu, "_"))}, or ask with buttons.`,
  });
}

function replaced(word: string): FlowProblem {
  const message = `${word} works in every bot; here it leads to this block instead.`;
  const hint = "Choose another word to keep the built-in one.";
  return warningAt({ path: ["keywords", word], code: "builtin-keyword", message, hint });
}
