import { z } from "zod";
import { clamped } from "./tolerant.ts";

/** Which part of a list to answer. What is not a number falls back, what is out of range is clamped. */
export const PageQuery = z.object({
  offset: clamped(0, 1_000_000_000, 0).describe("How many to leave out, from the first."),
  limit: clamped(0, 100, 20).describe("How many to answer at most, 0 to 100."),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** How many there are in all, whatever part is answered. */
export const total = z
  .int()
  .min(0)
  .describe("How many match the filters, whatever `offset` and `limit` are.");

/** The word with which every answer that went well begins. */
export const success = z.literal(true);
