import { z } from "zod";
import type { Message } from "../../conversation/message.ts";
import { asking } from "../asking.ts";
import { plainIn, structuredIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";
import { type DecimalMark, readWrittenNumber } from "./read-written-number.ts";

const retryWords = "Please write a number.";

const AskNumber = z.strictObject({
  ...askingShape,
  field: answerField.meta(answerForm),
  errorText: words.default(retryWords).meta(errorForm),
  min: z
    .number()
    .optional()
    .meta(form({ label: "At least", placeholder: "No limit" })),
  max: z
    .number()
    .optional()
    .meta(form({ label: "At most", placeholder: "No limit" })),
  integer: z
    .boolean()
    .optional()
    .meta(form({ label: "Whole numbers only", help: "The field is an integer then." })),
  step: z
    .number()
    .positive()
    .optional()
    .meta(
      form({
        label: "In steps of",
        help: "Takes the least number (or 0) and every further step from it.",
        section: "advanced",
        placeholder: "Any",
      }),
    ),
  decimalMark: z
    .enum([".", ","])
    .optional()
    .meta(
      form({
        label: "Decimal mark",
        help: "How 1.234 and 1,234 are read, which could be either. All other numbers are plain without it.",
        section: "advanced",
        choices: { ".": "Point: 1,234.5", ",": "Comma: 1.234,5" },
      }),
    ),
});
type AskNumber = z.infer<typeof AskNumber>;

interface Rules {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  readonly step: number | null;
  readonly decimalMark: DecimalMark;
}

/** Asks for a number within limits. */
export const askNumber = asking<AskNumber, Rules>({
  kind: "ask_number",
  title: "Ask for a number",
  summary: "A number, with limits",
  schema: AskNumber,
  check: ({ min, max }) =>
    min === undefined || max === undefined || min <= max
      ? []
      : [
          {
            path: ["max"],
            code: "empty-range",
            message: `No number is at least ${min} and at most ${max}.`,
            hint: "Raise max or lower min.",
          },
        ],
  retry: { words: retryWords, exact: retryText },
  prepare: ({ min, max, integer, step, decimalMark }) => ({
    min: min ?? Number.NEGATIVE_INFINITY,
    max: max ?? Number.POSITIVE_INFINITY,
    isWhole: integer ?? false,
    step: step ?? null,
    decimalMark: decimalMark ?? ".",
  }),
  input: ({ min, max }) => ({
    kind: "number",
    ...(Number.isFinite(min) ? { min } : {}),
    ...(Number.isFinite(max) ? { max } : {}),
  }),
  read(rules, message) {
    const value = readNumberIn(message, rules);
    if (value === null || !fits(value, rules)) return null;
    return { value, type: rules.isWhole ? "integer" : "float" };
  },
});

function retryText({ min, max, integer, step }: AskNumber): string {
  const least = min === undefined ? "" : ` of at least ${min}`;
  const most = max === undefined ? "" : ` of at most ${max}`;
  const limits = min === undefined || max === undefined ? least + most : ` from ${min} to ${max}`;
  const steps = step === undefined ? "" : `, in steps of ${step}`;
  return `Please write a ${integer ? "whole " : ""}number${limits}${steps}.`;
}

function readNumberIn(message: Message, { decimalMark, isWhole }: Rules): number | null {
  const structured = structuredIn(message);
  if (typeof structured === "number") return structured;
  const written = plainIn(message);
  return written === null ? null : readWrittenNumber(written, decimalMark, isWhole);
}

function fits(value: number, { min, max, isWhole, step }: Rules): boolean {
  if (!Number.isFinite(value) || value < min || value > max) return false;
  // So many digits are an id, and another one than was written when they are kept as a number.
  if (Number.isInteger(value) ? !Number.isSafeInteger(value) : isWhole) return false;
  return step === null || isStep(value - (Number.isFinite(min) ? min : 0), step);
}

/** Tells whether a distance is so many steps; 0.3 is three steps of 0.1 although no binary number says so. */
function isStep(distance: number, step: number): boolean {
  const steps = distance / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps));
}
