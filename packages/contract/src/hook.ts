import { z } from "zod";
import { success, total } from "./page.ts";

/** A MessageHook: where every message and event of a channel is sent. */
export const Hook = z
  .object({
    id: z.int(),
    url: z.string(),
    token: z.string().nullable(),
    name: z.string(),
    channel_id: z.int(),
    created_at: z.number(),
    updated_at: z.number(),
  })
  .meta({ id: "Hook" });
export type Hook = z.infer<typeof Hook>;

export const HookPage = z.object({ success, total, hooks: z.array(Hook) });
export type HookPage = z.infer<typeof HookPage>;
