import { z } from "zod";
import { success, total } from "./page.ts";
import { clamped, OptionalBodyId } from "./tolerant.ts";

/** A bot, by number or uuid. */
export const BotRef = z
  .string()
  .regex(
    /^(?:[1-9]\d{0,14}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/,
    "Give a number from 1 on, or a uuid.",
  )
  .describe("The number in the builder's address, or the uuid.");

/** A bot. */
export const Bot = z
  .object({
    id: z.int(),
    uuid: z.string(),
    name: z.string(),
    channel_ids: z.array(z.int()).describe("Where it answers."),
    published: z.boolean(),
    version: z.int().describe("The newest published version; 0 before the first."),
    draft_changed: z
      .boolean()
      .describe("The draft is not what is published: publishing it would change something."),
    created_at: z.number(),
    updated_at: z.number(),
  })
  .meta({ id: "Bot" });
export type Bot = z.infer<typeof Bot>;

/** Something that an author should change in a flow. */
export const Problem = z
  .object({
    path: z.string().describe("Where, such as `blocks.Nkqgn6xkf.params.text`."),
    code: z.string(),
    message: z.string(),
    hint: z.string().describe("What to do about it."),
    isWarning: z.boolean().describe("A warning does not keep a flow from being published."),
    block: z.string().optional(),
  })
  .meta({ id: "FlowProblem" });
export type Problem = z.infer<typeof Problem>;

/** A bot to be made, perhaps with its flow. */
export const NewBot = z.object({
  name: z.string().trim().min(1).max(200),
  channel_id: OptionalBodyId.describe("The channel that it is to answer on."),
  flow: z
    .unknown()
    .optional()
    .describe("A flow file. Without it the bot begins with one greeting."),
});
export type NewBot = z.infer<typeof NewBot>;

/** What is to be changed of a bot itself. Its flow is changed through its draft. */
export const BotChange = z.object({ name: z.string().trim().min(1).max(200) });
export type BotChange = z.infer<typeof BotChange>;

/** What a copy of a bot is called. */
export const BotCopy = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe("Without it: the name of the original, with “(copy)” behind it."),
});
export type BotCopy = z.infer<typeof BotCopy>;

/** How far back traffic is told. */
export const TrafficQuery = z.object({
  hours: clamped(1, 168, 24).describe("How many hours, the present one included: 1 to 168."),
});
export type TrafficQuery = z.infer<typeof TrafficQuery>;

/** How many conversations began with each bot, hour by hour. */
export const BotTraffic = z.object({
  success,
  since: z.number().describe("The beginning of the first hour, in seconds since 1970."),
  bots: z.array(
    z.object({
      id: z.int(),
      begun: z
        .array(z.int().min(0))
        .describe("Conversations begun in each hour, oldest first; the last hour is not over."),
    }),
  ),
});
export type BotTraffic = z.infer<typeof BotTraffic>;

/** A draft to be saved, in the place of the one that was read. */
export const DraftWrite = z.object({
  flow: z.unknown().describe("The whole flow file: at most 5 MiB and 2,000 blocks."),
});
export type DraftWrite = z.infer<typeof DraftWrite>;

/** A draft, with what speaks against publishing it. */
export const DraftAnswer = z.object({
  success,
  flow: z.unknown().describe("The flow file."),
  revision: z.int().describe("Counts the changes of the draft; in quotes it is the `ETag`."),
  saved_at: z.number().describe("When it was saved as it is."),
  saved_by: z
    .object({ id: z.int(), name: z.string() })
    .nullable()
    .describe("The agent who saved it as it is; `null` where that is not known."),
  problems: z.array(Problem),
});
export type DraftAnswer = z.infer<typeof DraftAnswer>;

/** What is published. */
export const PublishRequest = z.object({
  note: z.string().max(2000).default("").describe("What changed, for the list of versions."),
  from_version: OptionalBodyId.describe(
    "Publish this version's flow once more instead of the draft, which becomes it as well: a roll-back in one step.",
  ),
});
export type PublishRequest = z.input<typeof PublishRequest>;

/** A published version: it never changes. */
export const Version = z
  .object({
    version: z.int(),
    hash: z.string().describe("SHA-256 of the flow's canonical JSON."),
    note: z.string(),
    author: z.string().nullable().describe("Who published it; `null`: nobody by name."),
    conversations: z
      .int()
      .min(0)
      .describe("How many conversations run on it now: begun, not closed. A few seconds old."),
    created_at: z.number(),
  })
  .meta({ id: "Version" });
export type Version = z.infer<typeof Version>;

export const BotAnswer = z.object({ success, bot: Bot });
export type BotAnswer = z.infer<typeof BotAnswer>;

export const BotPage = z.object({ success, total, bots: z.array(Bot) });
export type BotPage = z.infer<typeof BotPage>;

export const VersionPage = z.object({ success, total, versions: z.array(Version) });
export type VersionPage = z.infer<typeof VersionPage>;

export const VersionAnswer = z.object({
  success,
  version: Version,
  flow: z.unknown().describe("The flow file."),
});
export type VersionAnswer = z.infer<typeof VersionAnswer>;
