import { z } from "zod";
import { fieldNamePattern, isFieldName, maxFieldNameLength } from "../expression/field-name.ts";
import { form } from "./form.ts";

const longestWaitSeconds = 30 * 24 * 3600;

/** The name of the field that an answer is stored in. */
export const answerField = z
  .string()
  .min(1)
  .max(maxFieldNameLength)
  .regex(fieldNamePattern, { error: "A field name is made of a to z, 0 to 9 and _.", abort: true })
  .refine(isFieldName, "This name is reserved.");

/** Words that the bot says; `@name` inserts a field. */
export const words = z.string().min(1).max(10_000);

const wait = z.number().min(1).max(longestWaitSeconds).optional();

/** The form of the field that an answer goes into. */
export const answerForm = form({
  label: "Keep the answer in",
  control: "field",
  section: "store",
  placeholder: "field_name",
});

/** The form of what the bot says to an answer it cannot take. */
export const errorForm = form({
  label: "If the answer does not fit, say",
  control: "template",
  section: "otherwise",
  isLong: true,
});

/** The parameters that all questions share. */
export const askingShape = {
  text: words.meta(
    form({
      label: "Question",
      placeholder: "What the bot asks; @ inserts a field",
      control: "template",
      isLong: true,
    }),
  ),
  placeholder: z
    .string()
    .max(200)
    .optional()
    .meta(
      form({
        label: "Hint in the answer box",
        help: "What the empty answer box says.",
        section: "advanced",
      }),
    ),
  timeoutSeconds: wait.meta(
    form({
      label: "Give up in any case after",
      help: "Counted from the question, whatever is said meanwhile. Then the flow goes on at an output of its own.",
      placeholder: "Never",
      control: "seconds",
      section: "giving_up",
    }),
  ),
  idleSeconds: wait.meta(
    form({
      label: "Give up when silent for",
      help: "Then the flow goes on at an output of its own. An answer that does not fit starts the time anew.",
      placeholder: "Never",
      control: "seconds",
      section: "giving_up",
    }),
  ),
  maxTries: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .meta(
      form({
        label: "Tries before giving up",
        help: "Answers that do not fit, until the flow goes on at an output of its own. Without it the bot asks for ever.",
        placeholder: "Never",
        section: "giving_up",
      }),
    ),
};

/** The shared parameters, as a question reads them. */
export interface AskingParams {
  readonly text: string;
  readonly field?: string | undefined;
  readonly errorText: string;
  readonly placeholder?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly idleSeconds?: number | undefined;
  readonly maxTries?: number | undefined;
}
