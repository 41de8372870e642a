import { z } from "zod";
import { NewHook } from "./hook.ts";
import { PageQuery, success, total } from "./page.ts";
import { AnyObject, BodyId, IdFilter, OptionalBodyId, OptionalFlag } from "./tolerant.ts";

/** Where people chat. `landbot` is the web. */
export const ChannelType = z.enum(["landbot", "whatsapp", "facebook", "apichat", "telegram"]);
export type ChannelType = z.infer<typeof ChannelType>;

/** Minutes up to thirty days, as a number or its digits. */
const MinutesNumber = z.preprocess(
  (value) => (typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : value),
  z
    .int("Give a whole number of minutes.")
    .min(0)
    .max(30 * 24 * 60),
);

/** A scheme and a host, as browsers name where a page comes from; `*` stands for any name below a host. */
const Origin = z
  .string()
  .trim()
  .max(300)
  .regex(
    /^https?:\/\/[a-z0-9.*-]+(:\d{1,5})?$/i,
    "Give a scheme and a host without a path: https://www.example.org",
  );

/** Of the web chat's look. */
const look = {
  accent: z
    .string()
    .max(64)
    .regex(/^[#a-z0-9(),.%/ -]*$/i, "Give a colour of CSS: #0f766e")
    .describe("A colour of CSS; without one the chat's own."),
  avatar_url: z
    .string()
    .max(4096)
    .regex(/^(https?:\/\/[^\s/].*)?$/i, "Give an http or https address.")
    .describe("The picture beside what the bot says."),
  font_size: z.number().min(10).max(24).describe("In pixels."),
  dark: z.boolean().describe("Always dark."),
  light: z.boolean().describe("Always light. Neither: as the visitor's system."),
  branding: z.boolean().describe("Say that it is made with Parley."),
  allowed_sites: z
    .array(Origin)
    .max(100)
    .nullable()
    .describe("Sites whose pages may show the chat; `null`: all."),
};

const settings = {
  version: z.string().max(32).describe("Of the chat's renderer."),
  style: z.string().max(200_000).describe("CSS."),
  foot: z.string().max(200_000).describe("JavaScript and HTML at the end of the page."),
  design: AnyObject,
  text: AnyObject.describe("The chat's own words."),
  brand_name: z.string().max(200),
  tagline: z.string().max(500),
  typing_options: AnyObject,
  agent_idle_minutes: MinutesNumber.describe(
    "After so many minutes in which neither has spoken, an agent lets go of the conversation; 0: never. A change counts from the next message on, 0 at once.",
  ),
};

/** Where people chat, with the look and the words that its owner gave it. */
export const Channel = z
  .object({
    id: z.int(),
    uuid: z.string(),
    name: z.string(),
    type: ChannelType,
    active: z.boolean(),
    created_at: z.number().describe("Seconds since 1970, with a fraction."),
    token: z.string().describe("In links and pages: `H-<id>-<16 characters>`."),
    chats: z.int().describe("How many customers it has."),
    hooks: z.array(z.object({ id: z.int() })).describe("Its MessageHooks."),
    hook_id: z.int().nullable().optional().describe("Of an API channel: its own hook."),
    hook_url: z
      .string()
      .nullable()
      .optional()
      .describe("Of an API channel: where messages to its customers go."),
    hsm: z.int().describe("How many WhatsApp templates it has."),
    ...settings,
    ...look,
    landbot: z.object({ version: z.string() }),
    bots: z.array(z.object({ id: z.int() })),
    config_url: z.string(),
  })
  .meta({ id: "Channel" });
export type Channel = z.infer<typeof Channel>;

/** Which channels to list. Unknown filters are ignored. */
export const ChannelsQuery = PageQuery.extend({
  type: z
    .preprocess((text) => (text === "" ? undefined : text), z.string().optional())
    .describe("`landbot` (also `web`, `webchat`), `whatsapp` (also `whatsapi`), `apichat`, …"),
  active: OptionalFlag,
});
export type ChannelsQuery = z.infer<typeof ChannelsQuery>;

const name = z.string().trim().min(1).max(200);

/** Of an API channel's own hook. */
const ownHook = {
  hook_url: z
    .preprocess((value) => (value === "" ? null : value), NewHook.shape.url.nullable())
    .optional()
    .describe("API channels: where messages to customers go; `null` or an empty text: nowhere."),
  hook_token: NewHook.shape.token.describe(
    "API channels: comes back in each of these requests: `Authorization: Token <token>`.",
  ),
};

/** The hook's signing secret, where the hook was just made. */
const hook_secret = z
  .string()
  .optional()
  .describe("Of the hook that was made with this request; never shown again.");

/** What of a channel is to change. Effective at once. */
export const ChannelChange = z
  .object({
    ...settings,
    ...look,
    name,
    active: OptionalFlag,
    bot_id: BodyId.nullable().describe("The bot that answers here."),
    ...ownHook,
  })
  .partial();
export type ChannelChange = z.infer<typeof ChannelChange>;

/** A channel to be made. */
export const NewChannel = z.object({
  name,
  type: z.preprocess(
    (type) => (type === "web" || type === "webchat" ? "landbot" : type),
    z.enum(["landbot", "apichat"]),
  ),
  bot_id: OptionalBodyId.describe("The bot that is to answer here."),
  ...ownHook,
});
export type NewChannel = z.infer<typeof NewChannel>;

export const ChannelAnswer = z.object({ success, channel: Channel });
export type ChannelAnswer = z.infer<typeof ChannelAnswer>;

/** A channel that was changed. */
export const ChangedChannelAnswer = z.object({ success, channel: Channel, hook_secret });
export type ChangedChannelAnswer = z.infer<typeof ChangedChannelAnswer>;

/** A channel that was just made. `channel_token` is the API channel's own key and never shown again. */
export const NewChannelAnswer = z.object({
  success,
  channel: Channel,
  channel_token: z.string().optional(),
  hook_secret,
});
export type NewChannelAnswer = z.infer<typeof NewChannelAnswer>;

export const ChannelPage = z.object({ success, total, channels: z.array(Channel) });
export type ChannelPage = z.infer<typeof ChannelPage>;

/** Which templates to list. */
export const TemplatesQuery = z.object({ channel_id: IdFilter });
export type TemplatesQuery = z.infer<typeof TemplatesQuery>;
