import { z } from "zod";
import { success, total } from "./page.ts";

const place = z.number().min(-1e6).max(1e6);
const block = z
  .string()
  .min(1)
  .max(64)
  .nullable()
  .describe("The block that it is about; `null`: a place on the canvas.");
const text = z.string().trim().min(1).max(4000);

/** A remark on a bot's canvas, for those who build it. It stays when its block is deleted. */
export const Comment = z
  .object({
    id: z.int(),
    block,
    x: z.number().describe("Where on the canvas; with a block, from its top left corner."),
    y: z.number(),
    text: z.string(),
    agent: z.object({ id: z.int(), name: z.string() }).describe("Who wrote it."),
    resolved: z.boolean(),
    created_at: z.number(),
    updated_at: z.number(),
  })
  .meta({ id: "Comment" });
export type Comment = z.infer<typeof Comment>;

/** A remark to be made. */
export const NewComment = z.object({
  block: block.default(null),
  x: place.default(0),
  y: place.default(0),
  text,
});
export type NewComment = z.input<typeof NewComment>;

/** What is to be changed of a remark; what is left out stays. Only its author changes the text. */
export const CommentChange = z.object({
  block: block.optional(),
  x: place.optional(),
  y: place.optional(),
  text: text.optional(),
  resolved: z.boolean().optional(),
});
export type CommentChange = z.infer<typeof CommentChange>;

export const CommentAnswer = z.object({ success, comment: Comment });
export type CommentAnswer = z.infer<typeof CommentAnswer>;

export const CommentPage = z.object({ success, total, comments: z.array(Comment) });
export type CommentPage = z.infer<typeof CommentPage>;
