import { nextToken, parseFormula, type Token } from "@parley/flow";
import type { TextMark } from "../../../../ui/code/text-marks.ts";
import { fieldMark, type JudgeField } from "./field-marks.ts";

/** Colours a formula by its own words, and underlines the first fault. */
export function formulaMarks(source: string, judge: JudgeField): readonly TextMark[] {
  const words = tokensOf(source).flatMap((token) => markOf(token, judge));
  if (source.trim() === "") return words;
  const parsed = parseFormula(source);
  if (parsed.ok) return words;
  const { from, to, message, hint } = parsed.problem;
  return [...words, { from, to, look: "cm-fault", note: `${message} ${hint}`.trim() }];
}

/** Reads the words of a formula up to the first that is none. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    const lexed = nextToken(source, at);
    if ("problem" in lexed || lexed.token.kind === "end") return tokens;
    tokens.push(lexed.token);
    at = lexed.token.to;
  }
}

function markOf(token: Token, judge: JudgeField): readonly TextMark[] {
  const { from, to } = token;
  switch (token.kind) {
    case "field":
      return [fieldMark(token, judge)];
    case "text":
      return [{ from, to, look: "cm-word-text" }];
    case "number":
      return [{ from, to, look: "cm-word-number" }];
    case "name":
      return [{ from, to, look: "cm-word-call" }];
    case "symbol":
      return [{ from, to, look: "cm-word-sign" }];
    case "end":
      return [];
  }
}
