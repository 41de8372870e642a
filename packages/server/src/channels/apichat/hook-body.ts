import type { Author, Entry, Message } from "@parley/flow";
import type { HookTurn, RenderEntry } from "../../features/hooks/owe-hooks.ts";
import type { Conversation } from "../../ports/store.ts";
import { fitHookBody } from "../fit-hook-body.ts";
import { fieldMembers } from "../platform/hook-fields.ts";
import { entryData } from "../platform/message-data.ts";
import { contactText, customerName } from "../platform/present-customer.ts";
import { eventId } from "../platform/wire-ids.ts";
import { wireSeconds } from "../platform/wire-time.ts";

/**
 * Prepares to write the entries of a turn as the API channel's own hook sends them: a flat message, and beside it the
 * customer under the owner's name for them, the author and the channel. The channel has no type: clients know by that
 * which envelope it is.
 */
export function apichatBodies(turn: HookTurn): RenderEntry {
  const { channel, conversation } = turn;
  const customer = customerJson(conversation);
  const channelJson = JSON.stringify({ id: channel.id, name: channel.name });
  return (stored) => {
    const { entry, seq } = stored;
    const event = eventId(stored);
    const message = JSON.stringify({
      type: "event",
      timestamp: wireSeconds(stored.atUs),
      seq,
      event_id: event,
      ...contentOf(entry),
    });
    const agent = JSON.stringify(agentOf(entry.author, turn));
    const body = `{"messages":[${message}],"customer":${customer},"agent":${agent},"channel":${channelJson}}`;
    return { eventId: event, body: fitHookBody(body) };
  };
}

const microsPerSecond = 1_000_000;

function customerJson(conversation: Conversation): string {
  const { id, state, externalToken, registeredUs } = conversation;
  const own = {
    id,
    name: customerName(conversation),
    email: contactText(state.fields, "email"),
    phone: contactText(state.fields, "phone"),
    token: externalToken ?? "",
    // Whole seconds here, other than everywhere else.
    register_date: Math.floor(registeredUs / microsPerSecond),
  };
  const fields = fieldMembers(state, (name) => Object.hasOwn(own, name));
  return `${JSON.stringify(own).slice(0, -1)}${fields}}`;
}

function agentOf(author: Author, turn: HookTurn): { readonly [key: string]: unknown } {
  if (author.kind !== "agent") return { id: author.id, type: author.kind };
  const { id, name } = author;
  return { id, type: "human", name, email: turn.personOf(author)?.email ?? null };
}

function contentOf(entry: Entry): { readonly [key: string]: unknown } {
  if ("action" in entry) return entryData(entry);
  const { message } = entry;
  const { extra } = message;
  return { ...messageContent(message), ...(extra !== undefined && { extra }) };
}

function messageContent(message: Message): { readonly [key: string]: unknown } {
  const { type } = message;
  switch (type) {
    case "text":
      return { type, message: message.text };
    case "button":
      return { type, message: message.text, payload: message.payload };
    case "dialog": {
      const { title, options, url } = message;
      return {
        ...(url === undefined ? { type } : { type: "media_dialog", url }),
        title,
        buttons: options.map((option) => option.label),
        payloads: options.map((option) => option.payload),
        urls: options.map((option) => option.url ?? null),
      };
    }
    case "image":
    case "video":
    case "audio":
    case "document": {
      const { url, caption = "" } = message;
      return { type, url, message: caption, caption };
    }
    case "iframe":
      return { type, url: message.url, message: message.url };
    case "location": {
      const { latitude, longitude, address = "" } = message;
      return { type, latitude, longitude, message: address };
    }
  }
}
