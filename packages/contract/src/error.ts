import { z } from "zod";

/** Why a request as a whole was not taken: who asks, what for, how often, or something inside Parley. */
export const DetailError = z
  .object({
    detail: z.string().describe("Words that clients may compare: they stay as they are."),
    hint: z.string().optional().describe("What was not found, and how to see what there is."),
  })
  .meta({
    id: "DetailError",
    examples: [
      {
        detail: "Not found.",
        hint: "There is no bot 99 in this workspace. GET /v1/bots/ lists those there are.",
      },
    ],
  });
export type DetailError = z.infer<typeof DetailError>;

/** Why fields of a request were not taken, or which part of the state forbids it: messages by field. */
export const FieldErrors = z
  .object({ errors: z.record(z.string(), z.array(z.string()).min(1)) })
  .meta({ id: "FieldErrors", examples: [{ errors: { message: ["This field is required."] } }] });
export type FieldErrors = z.infer<typeof FieldErrors>;

/** Why an API channel's own call was not taken. */
export const ChannelCallError = z
  .object({ success: z.literal(false), error: z.string() })
  .meta({ id: "ChannelCallError" });
export type ChannelCallError = z.infer<typeof ChannelCallError>;
