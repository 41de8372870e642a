import type { Customer } from "@parley/contract";
import { type Fields, readField } from "@parley/flow";
import type { Conversation } from "../../ports/store.ts";
import { presentField } from "./present-field.ts";
import { wireSeconds } from "./wire-time.ts";

/**
 * A customer as clients of the platform read them: each field twice, under `custom_fields` and as a key of its own,
 * where the customer's own keys win. A field that is not set is absent.
 */
export function presentCustomer(conversation: Conversation): Customer {
  const fields = customFields(conversation.state.fields);
  return {
    ...Object.fromEntries(fields.map(([name, { value }]) => [name, value])),
    ...ownKeys(conversation),
    custom_fields: Object.fromEntries(
      fields.map(([name, field]) => [name, presentField(name, field)]),
    ),
  };
}

/** The name that everybody sees: what the customer gave, else their number. */
export function customerName({ id, state }: Pick<Conversation, "id" | "state">): string {
  return contactText(state.fields, "name") ?? `Visitor #${id}`;
}

/** Fields that are keys of the customer, not fields of their own. */
export const contactNames: ReadonlySet<string> = new Set(["name", "email", "phone"]);

const customFields = (fields: Fields): [string, Fields[string]][] =>
  Object.entries(fields).filter(([name]) => !contactNames.has(name));

function ownKeys(conversation: Conversation) {
  const { id, state, lastReceivedUs, lastSentUs } = conversation;
  const lastMessageUs = Math.max(lastReceivedUs ?? 0, lastSentUs ?? 0) || null;
  return {
    id,
    uuid: conversation.uuid,
    name: customerName(conversation),
    avatar: null,
    email: contactText(state.fields, "email"),
    phone: contactText(state.fields, "phone"),
    channel_id: conversation.channelId,
    brand_id: conversation.workspaceId,
    agent_id: state.holder?.id ?? null,
    archived: state.isArchived,
    blocked: state.isBlocked,
    unread: conversation.isUnread,
    opt_in: conversation.isOptedIn,
    last_message: secondsOrNull(lastMessageUs),
    last_message_content: conversation.lastText,
    last_send_date: secondsOrNull(lastSentUs),
    last_receive_date: secondsOrNull(lastReceivedUs),
    register_date: wireSeconds(conversation.registeredUs),
    paused_until: null,
    ticket_id: null,
    visitor_id: null,
    meta_data: {},
  };
}

/** A contact field as text: typed clients read nothing else there. An empty one tells as much as none. */
export function contactText(fields: Fields, name: string): string | null {
  const value = readField(fields, name)?.value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

const secondsOrNull = (microseconds: number | null): number | null =>
  microseconds === null ? null : wireSeconds(microseconds);
