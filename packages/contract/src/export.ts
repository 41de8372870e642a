import { z } from "zod";
import { isSpan, notASpan, OptionalInstant } from "./instant.ts";
import { OptionalBodyId } from "./tolerant.ts";

/** Which transcripts to export, and how. */
export const ExportQuery = z
  .object({
    channel_id: OptionalBodyId.describe("Of this channel only."),
    customer_id: OptionalBodyId.describe("Of this customer only."),
    since: OptionalInstant.describe(
      "What was said from then on: seconds since 1970, a day (UTC), or ISO 8601.",
    ),
    until: OptionalInstant.describe("What was said before then."),
    format: z.preprocess(
      (text) => (text === "" ? undefined : text),
      z
        .enum(["jsonl", "csv", "training"])
        .default("jsonl")
        .describe("`training`: one conversation a line, as messages with roles."),
    ),
  })
  .refine(isSpan, notASpan);
export type ExportQuery = z.infer<typeof ExportQuery>;
