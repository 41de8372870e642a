import { z } from "zod";

/** 9 characters, a letter first, in what the builder makes; imports may bring others. */
export const BlockId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, "A block id is a letter, then letters, digits, _ or -.");

/** A block as it is written: its kind's parameters are checked by the kind. */
export const BlockDocument = z.strictObject({
  kind: z.string().max(64),
  name: z.string().max(200).optional(),
  params: z.record(z.string(), z.unknown()).default({}),
  /** Output → the block that follows. A missing output is an unconnected one. */
  next: z.record(z.string(), BlockId).default({}),
});
export type BlockDocument = z.infer<typeof BlockDocument>;

const FieldDeclaration = z.strictObject({
  type: z.enum(["string", "integer", "float", "boolean", "date", "datetime", "object"]),
  /** May be set by the page that embeds the chat (URL parameters, `customData`). */
  hidden: z.boolean().optional(),
});

const Note = z.strictObject({
  /** Tells two editors of one flow which note they mean. */
  id: BlockId.optional(),
  text: z.string().max(5000),
  x: z.number(),
  y: z.number(),
});

const Group = z.strictObject({ name: z.string().max(200), blocks: z.array(BlockId).max(2000) });

/** A bot's flow: one JSON file, made to be read in a diff. Positions stand apart from meaning. */
export const FlowDocument = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal(1),
  /** Named migrations of block parameters that this file has passed. */
  migrations: z.array(z.string()).optional(),
  name: z.string().min(1).max(200),
  /** IANA time zone of dates in the flow. */
  timezone: z.string().default("UTC"),
  /** BCP 47 language of the bot's own words: dates name their months and days in it. */
  language: z.string().default("en"),
  start: BlockId,
  /** Where a message goes that nothing else takes: it came at a dead end, or after the close. */
  fallback: BlockId.optional(),
  /** Exact words that jump to a block from any free-text answer. */
  keywords: z.record(z.string().min(1).max(64), BlockId).default({}),
  fields: z.record(z.string(), FieldDeclaration).default({}),
  blocks: z.record(BlockId, BlockDocument),
  notes: z.array(Note).max(500).optional(),
  /** Blocks that belong together, by the group's id; a canvas draws a frame around them. */
  groups: z.record(BlockId, Group).optional(),
  layout: z.record(z.string(), z.strictObject({ x: z.number(), y: z.number() })).optional(),
});
export type FlowDocument = z.infer<typeof FlowDocument>;
