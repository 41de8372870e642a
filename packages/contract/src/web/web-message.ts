import type { Entry, Message } from "@parley/flow";

/** An entry with what its place in a store adds to it. */
export interface PlacedEntry {
  readonly uuid: string;
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly entry: Entry;
}

/** Names that a visitor sees beside messages. */
export interface Speakers {
  readonly botName: string;
  readonly botAvatar: string | null;
}

/** An entry as a visitor's chat gets it: live, as history, and after a reconnect the same. */
export function webMessage(placed: PlacedEntry, speakers: Speakers): Record<string, unknown> {
  const { entry, uuid, atUs } = placed;
  return {
    id: uuid,
    seq: entry.seq,
    timestamp: atUs / 1_000_000,
    author: entry.author.kind,
    ...byAuthor(entry, speakers),
    ...("message" in entry ? webContent(entry.message) : happened(entry)),
    ...("clientId" in entry && entry.clientId !== undefined && { ui_key: entry.clientId }),
  };
}

function byAuthor({ author }: Entry, speakers: Speakers): Record<string, unknown> {
  switch (author.kind) {
    case "customer":
      return {};
    case "bot":
      return {
        samurai: -author.id,
        author_name: speakers.botName,
        ...(speakers.botAvatar !== null && { author_avatar: speakers.botAvatar }),
      };
    case "agent":
      return { samurai: author.id, author_name: author.name };
    case "sys":
      return { samurai: 0 };
  }
}

/** What visitors are told of events; what an operator does behind the scenes only keeps its number. */
const shownActions = new Set(["assign", "unassign", "finish"]);

function happened(entry: Extract<Entry, { action: unknown }>): Record<string, unknown> {
  const { action, agent } = entry;
  if (!shownActions.has(action)) return { type: "event", action: "none", extra: {} };
  return {
    type: "event",
    action,
    ...(agent && { agent_id: agent.id, author_name: agent.name }),
    extra: {},
  };
}

/** The content of a message under the names that web clients read. */
export function webContent(message: Message): Record<string, unknown> {
  const extra = message.extra ?? {};
  switch (message.type) {
    case "text":
      return { type: "text", message: message.text, extra };
    case "button":
      return { type: "button", message: message.text, payload: message.payload, extra };
    case "dialog":
      return {
        type: "dialog",
        title: message.title,
        message: message.title,
        buttons: message.options.map((it) => it.label),
        payloads: message.options.map((it) => it.payload),
        urls: message.options.map((it) => it.url ?? null),
        ...(message.url !== undefined && { url: message.url }),
        extra,
      };
    case "image":
    case "video":
    case "audio":
    case "document":
      return {
        type: message.type,
        url: message.url,
        ...(message.caption !== undefined && {
          caption: message.caption,
          message: message.caption,
        }),
        extra,
      };
    case "iframe":
      return { type: "iframe", url: message.url, extra };
    case "location":
      return {
        type: "location",
        latitude: message.latitude,
        longitude: message.longitude,
        ...(message.address !== undefined && { address: message.address }),
        extra,
      };
  }
}
