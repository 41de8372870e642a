import { readField, type Value } from "@parley/flow";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import { fieldMembers } from "./hook-fields.ts";
import { contactNames, contactText, customerName } from "./present-customer.ts";
import { legacyValue } from "./python-text.ts";

/** A customer as JSON, but for the agent who holds the conversation: the events of one turn may change that. */
export type HookCustomer = (agentId: number | null) => string;

/** What the rendering of a customer depends on beside the customer. */
export interface HookSetting {
  readonly channel: Pick<ChannelRecord, "type" | "token">;
  /** The address of this installation. */
  readonly publicUrl: string;
  /** Values in Python's notation, as the original sends them. */
  readonly hasLegacyStrings: boolean;
}

/**
 * Renders a customer as the hooks of their channel show them: its own keys, then each custom field as a key of its
 * own. A field that is named like an own key is left out, where that says something; one that is not set is absent.
 */
export function hookCustomer(conversation: Conversation, setting: HookSetting): HookCustomer {
  const { id, state } = conversation;
  const own = ownKeys(conversation, setting);
  const fields = fieldMembers(
    state,
    (name, value) =>
      alwaysOwn.has(name) ||
      Object.hasOwn(own, name) ||
      (webNames.has(name) && typeof value !== "string"),
    setting.hasLegacyStrings ? legacyValue : undefined,
  );
  const start = `{"id":${id},"name":${JSON.stringify(customerName(conversation))},"agent_id":`;
  const rest = `,"archived":${state.isArchived}${members(own)}${fields}}`;
  return (agentId) => `${start}${agentId}${rest}`;
}

const alwaysOwn: ReadonlySet<string> = new Set(["id", "agent_id", "archived", ...contactNames]);
/** Own keys on the web, and texts wherever they are. */
const webNames: ReadonlySet<string> = new Set(["country", "url", "webchat_type", "is_external"]);

type OwnKeys = { readonly [name: string]: string };

function ownKeys(conversation: Conversation, setting: HookSetting): OwnKeys {
  const { fields } = conversation.state;
  const email = contactText(fields, "email");
  const phone = contactText(fields, "phone");
  const isWhatsapp = setting.channel.type === "whatsapp";
  return {
    ...(setting.channel.type === "landbot" && webKeys(conversation, setting)),
    ...(email !== null && { email }),
    // There the number is an address, and clients know it without the sign.
    ...(phone !== null && { phone: isWhatsapp ? phone.replace(/^\+/, "") : phone }),
  };
}

function webKeys({ state }: Conversation, { channel, publicUrl }: HookSetting): OwnKeys {
  const page = textOf(state.facts.landbot_url);
  return {
    // What the channel does not know may be known to the flow, which asked for it.
    country: textOf(state.facts.country) ?? textOf(readField(state.fields, "country")?.value) ?? "",
    url: page ?? `${publicUrl}/v3/${channel.token}/index.html`,
    webchat_type: "Native",
    is_external: page === null || isBelow(page, publicUrl) ? "False" : "True",
  };
}

const isBelow = (page: string, publicUrl: string): boolean =>
  page.startsWith(publicUrl) && /^([/?#]|$)/.test(page.slice(publicUrl.length));

const textOf = (value: Value | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

function members(own: OwnKeys): string {
  let text = "";
  for (const name in own) text += `,"${name}":${JSON.stringify(own[name])}`;
  return text;
}
