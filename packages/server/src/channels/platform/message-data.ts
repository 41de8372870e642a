import type { Entry, Message } from "@parley/flow";

/** The content of an entry by its type, under the names that integrations read. */
export function entryData(entry: Entry): { readonly [key: string]: unknown } {
  if ("message" in entry) return messageData(entry.message);
  return { action: entry.action, agent_id: entry.agent?.id ?? null };
}

function messageData(message: Message): { readonly [key: string]: unknown } {
  switch (message.type) {
    case "text":
      return { body: message.text };
    case "button":
      return { body: message.text, payload: message.payload };
    case "dialog":
      return {
        title: message.title,
        body: message.title,
        buttons: message.options.map((option) => option.label),
        payloads: message.options.map((option) => option.payload),
        urls: message.options.map((option) => option.url ?? null),
        ...(message.url !== undefined && { url: message.url }),
      };
    case "image":
    case "video":
    case "audio":
    case "document":
      return { url: message.url, caption: message.caption ?? "" };
    case "iframe":
      return { url: message.url };
    case "location":
      return {
        latitude: message.latitude,
        longitude: message.longitude,
        ...(message.address !== undefined && { address: message.address }),
      };
  }
}
