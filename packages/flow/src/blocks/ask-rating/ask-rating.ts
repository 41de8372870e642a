import { z } from "zod";
import type { Message } from "../../conversation/message.ts";
import { asking } from "../asking.ts";
import { plainIn, structuredIn } from "../asking-answer.ts";
import { answerField, answerForm, askingShape, errorForm, words } from "../asking-params.ts";
import { form } from "../form.ts";

const retryWords = "Please choose one of the steps.";

const AskRating = z.strictObject({
  ...askingShape,
  field: answerField.meta(answerForm),
  errorText: words.default(retryWords).meta(errorForm),
  scale: z
    .number()
    .int()
    .min(2)
    .max(10)
    .default(5)
    .meta(form({ label: "Steps", help: "1 is the lowest." })),
  shape: z
    .enum(["star", "number", "heart"])
    .default("star")
    .meta(
      form({
        label: "Shown as",
        choices: { star: "Stars", number: "Numbers", heart: "Hearts" },
      }),
    ),
});
type AskRating = z.infer<typeof AskRating>;

/** Asks for a rating; the field holds the step as a whole number. */
export const askRating = asking<AskRating, Pick<AskRating, "scale" | "shape">>({
  kind: "ask_rating",
  title: "Ask for a rating",
  summary: "Stars, hearts or a number",
  schema: AskRating,
  retry: {
    words: retryWords,
    exact: ({ scale }) => `Please choose one of the steps from 1 to ${scale}.`,
  },
  prepare: ({ scale, shape }) => ({ scale, shape }),
  input: ({ scale, shape }) => ({ kind: "rating", scale, shape }),
  read({ scale }, message) {
    const value = readStep(message, scale);
    const isStep = Number.isInteger(value) && value >= 1 && value <= scale;
    return isStep ? { value, type: "integer" } : null;
  },
});

/** Reads `4`, or `4/5` where 5 is the scale; NaN for anything else. */
function readStep(message: Message, scale: number): number {
  const structured = structuredIn(message);
  if (typeof structured === "number") return structured;
  const [, step, of] = /^(\d{1,2})(?:\s*\/\s*(\d{1,2}))?$/.exec(plainIn(message) ?? "") ?? [];
  return of === undefined || Number(of) === scale ? Number(step) : Number.NaN;
}
