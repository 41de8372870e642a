import { z } from "zod";
import { characterCount } from "../../expression/code-points.ts";
import { compilePattern, maxPatternLength } from "../../expression/pattern.ts";
import { asking } from "../asking.ts";
import { writtenIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";
import type { ParamProblem } from "../kind.ts";

/** Where a pattern must hold, an answer is at most this long: it bounds what one answer costs. */
const longestMatched = 5000;
/** Characters times parts of the pattern, for the same reason. */
const mostMatching = 5_000_000;

const retryWords = "Please write your answer.";

const AskText = z.strictObject({
  ...askingShape,
  field: answerField.meta(answerForm),
  errorText: words.default(retryWords).meta(errorForm),
  minChars: z
    .number()
    .int()
    .min(1)
    .max(32_768)
    .optional()
    .meta(form({ label: "Characters at least", section: "advanced", placeholder: "1" })),
  maxChars: z
    .number()
    .int()
    .min(1)
    .max(32_768)
    .optional()
    .meta(form({ label: "Characters at most", section: "advanced", placeholder: "No limit" })),
  pattern: z
    .string()
    .min(1)
    .max(maxPatternLength)
    .optional()
    .meta(
      form({
        label: "Pattern",
        help: "The whole answer must match this regular expression (RE2 syntax).",
        placeholder: "[A-Z]{2}[0-9]{6}",
        control: "pattern",
        section: "advanced",
      }),
    ),
  multiline: z
    .boolean()
    .optional()
    .meta(form({ label: "Several lines", help: "Offers a box for several lines." })),
});
type AskText = z.infer<typeof AskText>;

interface Rules {
  readonly least: number;
  readonly most: number;
  readonly matches: (text: string) => boolean;
  readonly multiline: boolean;
}

/** Asks for any text; length and pattern can be limited. */
export const askText = asking<AskText, Rules>({
  kind: "ask_text",
  title: "Ask for a text",
  summary: "An open question",
  schema: AskText,
  check: ({ minChars, maxChars, pattern }) => [
    ...checkLengths(minChars, maxChars),
    ...checkPattern(pattern),
  ],
  patterns: ({ pattern }) => (pattern === undefined ? [] : [pattern]),
  retry: { words: retryWords, exact: retryText },
  prepare: ({ minChars, maxChars, pattern, multiline }) => ({
    least: minChars ?? 1,
    most: maxChars ?? Number.POSITIVE_INFINITY,
    matches: pattern === undefined ? () => true : matcher(pattern),
    multiline: multiline ?? false,
  }),
  input: ({ multiline }) => (multiline ? { kind: "text", multiline } : { kind: "text" }),
  read({ least, most, matches }, message) {
    const text = writtenIn(message);
    if (text === null) return null;
    const length = characterCount(text);
    return length >= least && length <= most && matches(text) ? { value: text } : null;
  },
});

function retryText({ minChars, maxChars }: AskText): string {
  if (minChars === undefined && maxChars === undefined) return retryWords;
  const least = minChars === undefined ? "" : `at least ${minChars}`;
  const most = maxChars === undefined ? "" : `at most ${maxChars}`;
  const limits = [least, most].filter((it) => it !== "").join(" and ");
  return `${retryWords} It takes ${limits} characters.`;
}

function matcher(source: string): (text: string) => boolean {
  const compiled = compilePattern(source);
  // A flow that was published when larger patterns were taken goes on: no answer could be the right one now.
  if (!compiled.ok) return () => true;
  const { pattern } = compiled;
  const longest = Math.min(longestMatched, mostMatching / pattern.programSize());
  return (text) => text.length <= longest && pattern.matches(text);
}

function checkLengths(least = 1, most = least): ParamProblem[] {
  if (least <= most) return [];
  return [
    {
      path: ["maxChars"],
      code: "empty-range",
      message: `No answer can have at least ${least} and at most ${most} characters.`,
      hint: "Raise maxChars or lower minChars.",
    },
  ];
}

function checkPattern(source: string | undefined): ParamProblem[] {
  const compiled = source === undefined ? null : compilePattern(source);
  if (compiled === null || compiled.ok) return [];
  return [
    {
      path: ["pattern"],
      code: "bad-pattern",
      message: `Here ${compiled.message}.`,
      hint: "Use RE2 syntax: no back references, no look-around.",
    },
  ];
}
