import type { TranscriptMessage } from "@parley/contract";
import { type Author, type Entry, wordsOf } from "@parley/flow";
import type { Conversation, StoredEntry } from "../../ports/store.ts";
import { samuraiOf } from "./hook-raw.ts";
import { entryData } from "./message-data.ts";
import { customerName } from "./present-customer.ts";
import { chatId, eventId } from "./wire-ids.ts";
import { wireSeconds } from "./wire-time.ts";

/** Who else takes part in a conversation, as far as a transcript names them. */
export interface Cast {
  readonly customer: Pick<Conversation, "id" | "state">;
  /** The channel's name stands for the bot. */
  readonly channelName: string;
}

/** An entry as a transcript shows it. */
export function presentMessage(stored: StoredEntry, cast: Cast): TranscriptMessage {
  const { entry, uuid, seq, atUs } = stored;
  const timestamp = wireSeconds(atUs);
  const payload = "message" in entry && entry.message.type === "button" && entry.message.payload;
  return {
    id: eventId(stored),
    uuid,
    seq,
    type: "message" in entry ? entry.message.type : "event",
    message: wordsIn(entry),
    message_datetime: new Date(timestamp * 1000).toISOString().slice(0, 19).replace("T", " "),
    timestamp,
    chat: chatId(cast.customer.id),
    sender: senderOf(entry.author, cast),
    author_type: entry.author.kind === "customer" ? "user" : entry.author.kind,
    ...samuraiOf(entry.author),
    data: { ...entryData(entry) },
    payload: payload || null,
  };
}

/** Whoever wrote an entry, under the number and the name that integrations know. */
export function senderOf(author: Author, cast: Cast): TranscriptMessage["sender"] {
  switch (author.kind) {
    case "customer":
      return { id: author.id, name: customerName(cast.customer), type: "customer" };
    case "bot":
      return { id: author.id, name: cast.channelName, type: "bot" };
    case "agent":
      return { id: author.id, name: author.name, type: "agent" };
    case "sys":
      // The name that receivers written for the original compare with.
      return { id: 0, name: "Landbot", type: "sys" };
  }
}

function wordsIn(entry: Entry): string {
  if ("action" in entry) return entry.agent ? String(entry.agent.id) : "";
  const { message } = entry;
  return ("caption" in message && message.caption) || wordsOf(message);
}
