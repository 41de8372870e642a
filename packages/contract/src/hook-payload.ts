import { z } from "zod";

const seconds = z.number().describe("Seconds since 1970, always with a fraction.");
const uuid = z.string().nullable();

const shared = {
  timestamp: seconds.describe(
    "Seconds since 1970, always with a fraction; grows within a conversation.",
  ),
  seq: z.int().min(1).describe("Counts a conversation's entries from 1 without a gap."),
  event_id: z
    .string()
    .describe("The same in every attempt, resend and replay; also the header `webhook-id`."),
};

const truncated = {
  truncated: z
    .array(z.string())
    .optional()
    .describe(
      "What was cut or left out of a body that would have been larger than 256 KiB, or that comes after 8 MiB of bodies of one turn.",
    ),
};

const Sender = z
  .object({
    id: z.int().describe("Of the customer, the bot or the agent; 0 is the system."),
    name: z.string().describe("The bot has the channel's name."),
    type: z.enum(["customer", "bot", "agent", "sys"]),
  })
  .meta({ id: "HookSender" });

const ofTheWeb = "Always there on web channels.";

/** The customer as hooks tell of them. */
export const HookCustomer = z
  .object({
    id: z.int(),
    name: z.string().describe("`Visitor #<id>` until it is known."),
    agent_id: z
      .int()
      .nullable()
      .describe("Who holds the conversation after this entry; `null` while the bot drives."),
    archived: z.boolean(),
    country: z.string().optional().describe(`${ofTheWeb} Empty until it is known.`),
    url: z.string().optional().describe(`${ofTheWeb} The page that the customer writes on.`),
    webchat_type: z.string().optional().describe(ofTheWeb),
    is_external: z
      .string()
      .optional()
      .describe(`${ofTheWeb} \`True\` on a page of somebody else's, else \`False\`.`),
    email: z.string().optional().describe("Once it is known."),
    phone: z.string().optional().describe("Once it is known; on WhatsApp without `+`."),
  })
  .catchall(z.unknown().describe("The value of the field of this name; absent while not set."))
  .meta({ id: "HookCustomer" });
export type HookCustomer = z.infer<typeof HookCustomer>;

const HookChannel = z
  .object({
    id: z.int(),
    name: z.string(),
    type: z
      .string()
      .describe("`landbot` is the web. Its absence marks the API channel's own hook."),
  })
  .meta({ id: "HookChannel" });

const parties = { sender: Sender, customer: HookCustomer, channel: HookChannel };

const rawShared = {
  uuid: z.string(),
  chat: z.int().describe("The conversation's number; never the customer's."),
  channel: z.int(),
  timestamp: seconds,
  author_type: z.enum(["user", "bot", "agent", "sys"]),
  author_uuid: uuid.describe("`null`: the system."),
  samurai: z
    .int()
    .optional()
    .describe("Negative: the bot; positive: the agent; 0: the system; absent: the customer."),
  read: z.boolean(),
  readed_at: seconds.nullable(),
  seq: z.int(),
  ui_key: z.string().nullable().describe("The sender's own id of the message."),
  rich_text: z.null(),
  extra: z
    .record(z.string(), z.unknown())
    .describe("What came along; `answer` is the structure behind a readable text."),
  message: z.string().describe("Its words."),
};

/** A message of one type: what `data` holds, and what `_raw` holds beside what is there always. */
function messageOf<T extends string, D extends z.ZodRawShape, R extends z.ZodRawShape>(
  type: T,
  data: D,
  raw: R,
) {
  return z.object({
    type: z.literal(type),
    ...shared,
    data: z.object(data),
    ...parties,
    _raw: z.object({ ...rawShared, type: z.literal(type), ...raw }),
    ...truncated,
  });
}

const choices = {
  title: z.string(),
  buttons: z.array(z.string()).describe("The labels."),
  payloads: z.array(z.string()).describe("What a press sends back, in the order of the labels."),
  urls: z.array(z.string().nullable()),
  url: z.string().optional().describe("Of the picture beside them."),
};

const media = { url: z.string(), caption: z.string().describe("May be empty.") };
const rawMedia = { url: z.string() };
const place = { latitude: z.number(), longitude: z.number() };

const happened = {
  action: z
    .string()
    .describe(
      "`assign`, `unassign`; `finish`, `archive`, `unarchive`, `block`, `unblock` where the hook asks for them.",
    ),
  agent_id: z.int().nullable().describe("Who came, or left."),
};

/** One message or event, as MessageHooks send it. */
export const MessageHookMessage = z
  .discriminatedUnion("type", [
    messageOf("text", { body: z.string() }, {}),
    messageOf(
      "button",
      { body: z.string().describe("The label."), payload: z.string() },
      { payload: z.string() },
    ),
    messageOf("dialog", { ...choices, body: z.string().describe("The title again.") }, choices),
    messageOf("image", media, rawMedia),
    messageOf("video", media, rawMedia),
    messageOf("audio", media, rawMedia),
    messageOf("document", media, rawMedia),
    messageOf("iframe", { url: z.string() }, rawMedia),
    messageOf(
      "location",
      { ...place, address: z.string().optional() },
      { ...place, address: z.string().describe("Its coordinates, where there is no other.") },
    ),
    messageOf("event", happened, happened).extend(happened),
  ])
  .meta({ id: "MessageHookMessage" });
export type MessageHookMessage = z.infer<typeof MessageHookMessage>;

/** The body that a MessageHook sends: one message or event. */
export const MessageHookPayload = z
  .object({ messages: z.tuple([MessageHookMessage]) })
  .meta({ id: "MessageHookPayload" });
export type MessageHookPayload = z.infer<typeof MessageHookPayload>;

const extra = {
  extra: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("What came along, such as the control that a question offers."),
};

function flatMessage<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  return z.object({ type: z.literal(type), ...shared, ...shape, ...extra, ...truncated });
}

const flatMedia = {
  url: z.string(),
  message: z.string().describe("The caption; may be empty."),
  caption: z.string().describe("The same."),
};

const { url: _, ...flatChoices } = choices;

/** One message of a bot or an agent, as the API channel's own hook sends it. */
export const ApichatHookMessage = z
  .discriminatedUnion("type", [
    flatMessage("text", { message: z.string() }),
    flatMessage("button", { message: z.string(), payload: z.string() }),
    flatMessage("dialog", flatChoices),
    flatMessage("media_dialog", { ...flatChoices, url: z.string() }),
    flatMessage("image", flatMedia),
    flatMessage("video", flatMedia),
    flatMessage("audio", flatMedia),
    flatMessage("document", flatMedia),
    flatMessage("iframe", { url: z.string(), message: z.string() }),
    flatMessage("location", {
      ...place,
      message: z.string().describe("The address; may be empty."),
    }),
    flatMessage("event", happened),
  ])
  .meta({ id: "ApichatHookMessage" });
export type ApichatHookMessage = z.infer<typeof ApichatHookMessage>;

/** The customer as the API channel's own hook tells of them. */
export const ApichatHookCustomer = z
  .object({
    id: z.int(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    token: z.string().describe("Your own name of the customer."),
    register_date: z.int().describe("Whole seconds since 1970."),
  })
  .catchall(z.unknown().describe("The value of the field of this name; absent while not set."))
  .meta({ id: "ApichatHookCustomer" });
export type ApichatHookCustomer = z.infer<typeof ApichatHookCustomer>;

/** The body that the API channel's own hook sends: one message. */
export const ApichatHookPayload = z
  .object({
    messages: z.tuple([ApichatHookMessage]),
    customer: ApichatHookCustomer,
    agent: z.discriminatedUnion("type", [
      z.object({ id: z.int(), type: z.enum(["bot", "sys", "customer"]) }),
      z.object({
        id: z.int(),
        type: z.literal("human"),
        name: z.string(),
        email: z.string().nullable(),
      }),
    ]),
    channel: z.object({ id: z.int(), name: z.string() }).describe("Without a type."),
  })
  .meta({ id: "ApichatHookPayload" });
export type ApichatHookPayload = z.infer<typeof ApichatHookPayload>;

/** The JSON Schema (2020-12) of what a MessageHook sends. Bodies may gain keys. */
export function messageHookJsonSchema(): object {
  return published(MessageHookPayload, "What a MessageHook of Parley sends");
}

/** The JSON Schema (2020-12) of what the API channel's own hook sends. Bodies may gain keys. */
export function apichatHookJsonSchema(): object {
  return published(ApichatHookPayload, "What the hook of an API channel of Parley sends");
}

function published(schema: z.ZodType, title: string): object {
  const json = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      // No object is closed, and every whole number is a safe one: saying it each time helps nobody.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return { title, ...json };
}
