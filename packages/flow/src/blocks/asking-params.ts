import { z } from "zod";
import { fieldNamePattern, isFieldName, maxFieldNameLength } from "../expression/field-name.ts";

const longestWaitSeconds = 30 * 24 * 3600;

/** The name of the field that an answer is stored in. */
export const answerField = z
  .string()
  .min(1)
  .max(maxFieldNameLength)
  .regex(fieldNamePattern, "A field name is made of a to z, 0 to 9 and _.")
  .refine(isFieldName, "This name is reserved.");

/** Words that the bot says; `@name` inserts a field. */
export const words = z.string().min(1).max(10_000);

const wait = z.number().min(1).max(longestWaitSeconds).optional();

/** The parameters that all questions share. */
export const askingShape = {
  /** The question; `@name` inserts a field. */
  text: words,
  /** What the empty answer box says. */
  placeholder: z.string().max(200).optional(),
  /** Seconds from the asking until the question is given up by the output `timeout`, whatever is said meanwhile. */
  timeoutSeconds: wait,
  /** Seconds of silence until it is given up by the output `idle`; an invalid answer starts them anew. */
  idleSeconds: wait,
  /** Invalid answers until it is given up by the output `failed`; without it the question is asked for ever. */
  maxTries: z.number().int().min(1).max(100).optional(),
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
