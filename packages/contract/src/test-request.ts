import { z } from "zod";
import { success } from "./page.ts";

/** A webhook block's request, to be made once with sample values. */
export const TestRequestWrite = z.object({
  params: z.unknown().describe("The parameters of a webhook block, as they stand in the flow."),
  fields: z
    .record(z.string(), z.unknown())
    .default({})
    .describe("Sample values, by the names that the request refers to."),
});
export type TestRequestWrite = z.infer<typeof TestRequestWrite>;

/** What was sent and what came back. */
export const TestRequestAnswer = z.object({
  success,
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().nullable(),
  }),
  answer: z
    .object({
      status: z.int().optional(),
      headers: z.record(z.string(), z.string()).optional(),
      text: z.string().optional().describe("At most 64 Ki characters of the body."),
      json: z.unknown().optional().describe("The body, where it is JSON that can be stored."),
      error: z.string().optional().describe("Why there was no answer that a flow could use."),
      duration_ms: z.number(),
    })
    .describe("`status` for an answer, `error` for none."),
});
export type TestRequestAnswer = z.infer<typeof TestRequestAnswer>;
