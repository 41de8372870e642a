import { z } from "zod";
import { PageQuery, success, total } from "./page.ts";
import { OptionalBodyId, OptionalFlag } from "./tolerant.ts";

/** How far one message that cannot be delivered holds back those after it in its conversation. */
export const HookOrdering = z
  .enum(["auto", "strict", "none"])
  .describe(
    "`auto`: a message that fails holds its conversation back for a while, as long as its failure is likely to pass. `strict`: until it is delivered, given up or skipped by hand. `none`: nothing waits.",
  );
export type HookOrdering = z.infer<typeof HookOrdering>;

/** What a hook can be asked to send: types of messages, and `event`. */
export const HookMessageType = z.enum([
  "text",
  "button",
  "dialog",
  "image",
  "video",
  "audio",
  "document",
  "iframe",
  "location",
  "event",
]);
export type HookMessageType = z.infer<typeof HookMessageType>;

/** Whose messages a hook can be asked to send. */
export const HookSender = z.enum(["customer", "bot", "agent", "sys"]);
export type HookSender = z.infer<typeof HookSender>;

/** Events that are sent to whoever asks for them, beside `assign` and `unassign`. */
export const HookExtraEvent = z.enum(["finish", "archive", "unarchive", "block", "unblock"]);
export type HookExtraEvent = z.infer<typeof HookExtraEvent>;

/** A MessageHook: where every message and event of a channel is sent. */
export const Hook = z
  .object({
    id: z.int(),
    uuid: z.string(),
    kind: z
      .enum(["message", "apichat"])
      .describe("`apichat`: an API channel's own hook, with that channel's envelope."),
    name: z.string(),
    url: z.string(),
    channel_id: z.int(),
    token: z
      .string()
      .nullable()
      .describe("In clear for tokens with the scope `hooks:write`, else its end."),
    enabled: z.boolean().describe("The owner's switch. What a hook that is off is owed waits."),
    status: z
      .enum(["active", "paused", "failing", "gone"])
      .describe(
        "`paused`: switched off by its owner. `failing`: nothing but failures for days; it is tried now and then, and goes on by itself. `gone`: its server answered 410; switch it on again to go on.",
      ),
    notice: z
      .object({ code: z.enum(["failing", "gone"]), message: z.string(), at: z.number() })
      .nullable()
      .describe("What its owner should know."),
    failing_since: z.number().nullable().describe("`null` after a success."),
    ordering: HookOrdering,
    legacy_strings: z
      .boolean()
      .describe("Write lists and objects in custom fields as the original does: as Python text."),
    types: z.array(z.string()).describe("The types that it gets; empty: all."),
    senders: z
      .array(z.string())
      .describe(
        "The senders that it hears of; empty: all. On an API channel it hears of the `customer` only where they are named.",
      ),
    extra_events: z.array(z.string()),
    created_at: z.number(),
    updated_at: z.number(),
  })
  .meta({ id: "Hook" });
export type Hook = z.infer<typeof Hook>;

/** A hook with how far it is behind, and what it will not get any more. */
export const HookInFull = Hook.extend({
  owed: z
    .int()
    .min(0)
    .describe(
      "How many deliveries wait or are under way, replays and resends among them; 100,000: so many or more.",
    ),
  oldest_owed_at: z
    .number()
    .nullable()
    .describe("When the oldest of them came to be owed; `null`: nothing is owed."),
  dead: z
    .int()
    .min(0)
    .describe(
      "How many deliveries in the log were given up, or skipped by hand; 100,000: so many or more. A resend or a replay sends them once more.",
    ),
  newest_dead_at: z
    .number()
    .nullable()
    .describe("When the newest of them came to be owed; `null`: there is none."),
}).meta({ id: "HookInFull" });
export type HookInFull = z.infer<typeof HookInFull>;

const url = z
  .string()
  .trim()
  .max(4096)
  .refine((text) => /^https?:\/\/[^\s/]/i.test(text), "Give an http or https address.");

/** What a header can carry, and forms can send. */
const token = z.preprocess(
  (value) => (value === "" ? null : value),
  z
    .string()
    .max(1024)
    .regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, "Use visible characters of ASCII only.")
    .nullable(),
);

const settings = {
  enabled: OptionalFlag,
  ordering: HookOrdering.optional(),
  legacy_strings: OptionalFlag,
  types: namesOf(HookMessageType),
  senders: namesOf(HookSender),
  extra_events: namesOf(HookExtraEvent),
};

/** A hook to be made. */
export const NewHook = z
  .object({
    url,
    token: token.optional().describe("Comes back in each request: `Authorization: Token <token>`."),
    name: z
      .preprocess((name) => name ?? undefined, z.string().trim().max(200).optional())
      .describe("Without it: the host of the address."),
    ...settings,
  })
  .meta({ examples: [{ url: "https://example.org/hook", name: "Helpdesk", token: "s3cret" }] });
export type NewHook = z.infer<typeof NewHook>;

/** What of a hook is to change. */
export const HookChange = z.object({
  url: url.optional(),
  token: token.optional().describe("`null` or an empty text takes it away."),
  name: z.string().trim().min(1, "This field may not be blank.").max(200).optional(),
  channel_id: OptionalBodyId.describe("Another channel of the workspace, from now on."),
  ...settings,
});
export type HookChange = z.infer<typeof HookChange>;

/** Which hooks to list. */
export const HooksQuery = PageQuery.extend({
  kind: z.string().optional().describe("`all`: an API channel's own hook as well."),
});
export type HooksQuery = z.infer<typeof HooksQuery>;

export const HookAnswer = z.object({ success, hook: Hook });
export type HookAnswer = z.infer<typeof HookAnswer>;

export const HookInFullAnswer = z.object({ success, hook: HookInFull });
export type HookInFullAnswer = z.infer<typeof HookInFullAnswer>;

/** A hook with a new signing secret, which is never shown again. */
export const HookSecretAnswer = z.object({
  success,
  hook: Hook,
  secret: z
    .string()
    .describe("Signs every request, as Standard Webhooks describes: `whsec_…`, shown once."),
});
export type HookSecretAnswer = z.infer<typeof HookSecretAnswer>;

export const HookPage = z.object({ success, total, hooks: z.array(Hook) });
export type HookPage = z.infer<typeof HookPage>;

/** What a hook's receiver answered to a sample. */
export const HookTestAnswer = z.object({
  success,
  event_id: z.string(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()).describe("Secrets are masked."),
    body: z.string(),
  }),
  answer: z
    .object({
      status: z.int().optional(),
      headers: z.record(z.string(), z.string()).optional().describe("Secrets are masked."),
      text: z.string().optional().describe("At most 2 KiB of the body."),
      error: z.string().optional().describe("Why there was no answer."),
      duration_ms: z.number(),
    })
    .describe("`status` for an answer, `error` for none."),
});
export type HookTestAnswer = z.infer<typeof HookTestAnswer>;

/** Names as JSON lists them, or as forms write them: separated by commas. Each once. */
function namesOf<const T extends string>(names: z.ZodType<T>) {
  return z.preprocess(
    (value) =>
      typeof value === "string"
        ? value
            .split(",")
            .map((it) => it.trim())
            .filter((it) => it !== "")
        : (value ?? undefined),
    z
      .array(names)
      .max(50)
      .transform((list) => [...new Set(list)])
      .optional(),
  );
}
