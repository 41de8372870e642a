import { z } from "zod";
import { success, total } from "./page.ts";

/** A conversation that a bot's flow has to pass, as a transcript: what is said, and what the bot must answer. */
export const FlowTest = z
  .object({
    id: z.int(),
    name: z.string(),
    transcript: z.string(),
    created_at: z.number(),
    updated_at: z.number(),
  })
  .meta({ id: "FlowTest" });
export type FlowTest = z.infer<typeof FlowTest>;

/** A flow test as it is to be kept, in the place of what was. */
export const FlowTestWrite = z.object({
  name: z.string().trim().min(1).max(200),
  transcript: z.string().min(1).max(65_536),
});
export type FlowTestWrite = z.infer<typeof FlowTestWrite>;

export const FlowTestAnswer = z.object({ success, test: FlowTest });
export type FlowTestAnswer = z.infer<typeof FlowTestAnswer>;

export const FlowTestPage = z.object({ success, total, tests: z.array(FlowTest) });
export type FlowTestPage = z.infer<typeof FlowTestPage>;
