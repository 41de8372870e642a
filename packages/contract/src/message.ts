import { z } from "zod";
import { success } from "./page.ts";
import {
  AnyObject,
  BodyId,
  clamped,
  clampedIfGiven,
  OptionalFlag,
  orNumber,
  saying,
} from "./tolerant.ts";

const takeover = OptionalFlag.describe(
  "`false` sends without taking the conversation over; else the bot stops and the token's agent holds it.",
);

const httpUrl = z
  .string()
  .max(4096)
  .refine((text) => /^https?:\/\/[^\s/]/i.test(text), "Give an http or https address.");

const coordinate = (most: number) =>
  z.preprocess(
    (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
    z
      .number(saying(`Give a number from -${most} to ${most}.`))
      .min(-most)
      .max(most),
  );

/** A text from an agent, or from a service in their name. */
export const SendText = z.object({
  message: orNumber(z.string().min(1, "This field may not be blank.")).describe("At most 32 KiB."),
  extra: z.unknown().optional().describe("Accepted and left aside."),
  takeover,
});
export type SendText = z.infer<typeof SendText>;

export const SendImage = z.object({
  url: httpUrl,
  caption: z.string().max(4096).nullish(),
  takeover,
});
export type SendImage = z.infer<typeof SendImage>;

/** A place; coordinates as numbers or as their digits. */
export const SendLocation = z.object({
  latitude: coordinate(90),
  longitude: coordinate(180),
  takeover,
});
export type SendLocation = z.infer<typeof SendLocation>;

/** A WhatsApp template with its values. */
export const SendTemplate = z.object({
  template_id: BodyId,
  template_language: z.string().max(32).optional(),
  template_params: AnyObject.optional(),
});
export type SendTemplate = z.infer<typeof SendTemplate>;

/** Which part of a transcript to answer; without anything, all of it. */
export const TranscriptQuery = z.object({
  after_seq: clamped(0, Number.MAX_SAFE_INTEGER, 0).describe("Only what came after this `seq`."),
  offset: clamped(0, 1_000_000_000, 0),
  limit: clampedIfGiven(0, 100),
});
export type TranscriptQuery = z.infer<typeof TranscriptQuery>;

/** One message or event of a conversation. */
export const TranscriptMessage = z
  .object({
    id: z.string().describe("Unique, the same wherever this message appears."),
    uuid: z.string(),
    seq: z.int().describe("Counts a conversation's entries from 1 without a gap."),
    type: z.string(),
    message: z.string().describe("Its words."),
    message_datetime: z.string().describe("`YYYY-MM-DD HH:MM:SS`, UTC."),
    timestamp: z
      .number()
      .describe("Seconds since 1970, with a fraction; grows within a conversation."),
    chat: z.int().describe("The conversation's number; never the customer's."),
    sender: z.object({
      id: z.int(),
      name: z.string(),
      type: z.enum(["customer", "bot", "agent", "sys"]),
    }),
    author_type: z.enum(["user", "bot", "agent", "sys"]),
    samurai: z
      .int()
      .optional()
      .describe("Negative: the bot; positive: the agent; 0: the system; absent: the customer."),
    data: z.record(z.string(), z.unknown()).describe("The content, by type."),
    payload: z.string().nullable().describe("Of a pressed option."),
  })
  .meta({ id: "TranscriptMessage" });
export type TranscriptMessage = z.infer<typeof TranscriptMessage>;

export const Transcript = z.object({ success, messages: z.array(TranscriptMessage) });
export type Transcript = z.infer<typeof Transcript>;
