import { type Author, type Entry, type Message, wordsOf } from "@parley/flow";
import type { StoredEntry } from "../../ports/store.ts";
import { entryData } from "./message-data.ts";

/** What the whole `_raw` of an entry depends on beside the entry. */
export interface RawSetting {
  readonly chat: number;
  readonly channel: number;
  readonly timestamp: number;
  readonly authorUuid: string | null;
}

/** An entry as the original keeps it: what older receivers read instead of `data`. */
export function hookRaw(stored: StoredEntry, setting: RawSetting): { [key: string]: unknown } {
  const { entry, uuid, seq } = stored;
  const { chat, channel, timestamp, authorUuid } = setting;
  const isCustomer = entry.author.kind === "customer";
  return {
    uuid,
    chat,
    channel,
    type: "message" in entry ? entry.message.type : "event",
    timestamp,
    author_type: isCustomer ? "user" : entry.author.kind,
    author_uuid: authorUuid,
    ...samuraiOf(entry.author),
    // The bot has read what the customer says by the time that anybody hears of it.
    read: isCustomer,
    readed_at: isCustomer ? timestamp : null,
    seq,
    ui_key: ("clientId" in entry ? entry.clientId : null) ?? null,
    rich_text: null,
    ...contentOf(entry),
  };
}

/** The author marker: negative for bots, positive for agents, 0 for the system, absent for customers. */
export function samuraiOf(author: Author): { samurai?: number } {
  switch (author.kind) {
    case "customer":
      return {};
    case "bot":
      return { samurai: -author.id };
    case "agent":
      return { samurai: author.id };
    case "sys":
      return { samurai: 0 };
  }
}

function contentOf(entry: Entry): { [key: string]: unknown } {
  if ("message" in entry)
    return { extra: entry.message.extra ?? {}, ...messageContent(entry.message) };
  const message = entry.agent ? String(entry.agent.id) : "";
  return { extra: {}, ...entryData(entry), message };
}

function messageContent(message: Message): { [key: string]: unknown } {
  switch (message.type) {
    case "text":
      return { message: message.text };
    case "button":
      return { message: message.text, payload: message.payload };
    case "dialog": {
      const { title, options, url } = message;
      return {
        message: title,
        title,
        buttons: options.map((option) => option.label),
        payloads: options.map((option) => option.payload),
        urls: options.map((option) => option.url ?? null),
        ...(url !== undefined && { url }),
      };
    }
    case "image":
    case "video":
    case "audio":
    case "document":
      return { url: message.url, message: message.caption ?? "" };
    case "iframe":
      return { url: message.url, message: "" };
    case "location": {
      const { latitude, longitude } = message;
      // Bridges post the address as the words of a place: coordinates stand in for one.
      return { latitude, longitude, address: wordsOf(message), message: wordsOf(message) };
    }
  }
}
