import { z } from "zod";

/** What of a hook's body is shown in a line; the API channel's own has customer and channel beside its message. */
const Shown = z.object({
  messages: z.tuple([
    z.looseObject({
      type: z.string(),
      event_id: z.string(),
      timestamp: z.number(),
      data: z.looseObject({}).optional(),
      sender: z.object({ type: z.string() }).optional(),
      customer: z.looseObject({ id: z.int(), name: z.string() }).optional(),
    }),
  ]),
  customer: z.looseObject({ id: z.int(), name: z.string() }).optional(),
  agent: z.looseObject({ type: z.string() }).optional(),
});

/** A message or event, as a terminal shows it. */
export interface ShownMessage {
  readonly eventId: string;
  readonly customerId: number;
  readonly line: string;
}

/** Reads the body of a hook for a terminal; `null` when it is none. */
export function formatMessage(body: string): ShownMessage | null {
  const read = Shown.safeParse(JSON.parse(body));
  if (!read.success) return null;
  const { messages, agent } = read.data;
  const [message] = messages;
  const customer = message.customer ?? read.data.customer;
  if (!customer) return null;
  const time = new Date(message.timestamp * 1000).toLocaleTimeString("en-GB");
  const sender = message.sender?.type ?? agent?.type ?? "";
  const who = `${customer.id} ${cut(customer.name, 20).padEnd(20)}`;
  const words = wordsOf({ ...message, ...message.data }, message.type);
  const line = `${time}  ${who}  ${sender.padEnd(8)}  ${words}`;
  return { eventId: message.event_id, customerId: customer.id, line: oneLine(line) };
}

type Content = { readonly [key: string]: unknown };

function wordsOf(content: Content, type: string): string {
  const text = (key: string) => (typeof content[key] === "string" ? content[key] : "");
  if (type === "event") return `[${text("action")}]${agentOf(content)}`;
  if (type === "location") return `(location) ${content.latitude}, ${content.longitude}`;
  const words = text("body") || text("message") || text("title") || text("caption");
  const buttons = Array.isArray(content.buttons) ? content.buttons : [];
  const choices = buttons.length > 0 ? `  ‹${buttons.join(" · ")}›` : "";
  const url = text("url") === "" ? "" : ` ${text("url")}`;
  return `${type === "text" ? "" : `(${type}) `}${words}${choices}${url}`;
}

const agentOf = ({ agent_id }: Content): string =>
  typeof agent_id === "number" ? ` agent ${agent_id}` : "";

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** What somebody typed must neither move the cursor nor begin a line of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "·");
