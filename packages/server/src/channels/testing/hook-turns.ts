import { type Author, type Entry, type Field, newState } from "@parley/flow";
import type { HookTurn } from "../../features/hooks/owe-hooks.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation, StoredEntry } from "../../ports/store.ts";

/** The address of the installation that the turns are of. */
export const publicUrl = "https://chat.example.org";

export const ann: Author = { kind: "customer", id: 10_000_001 };
export const bot: Author = { kind: "bot", id: 1_000_001 };
export const pau: Author = { kind: "agent", id: 40_001, name: "Pau" };
export const system: Author = { kind: "sys", id: 0 };

/** A web channel, or what is given otherwise. */
export function channelOf(changes: Partial<ChannelRecord> = {}): ChannelRecord {
  return {
    ...{ id: 2_000_001, uuid: "channel-uuid", workspaceId: 7, name: "Site", type: "landbot" },
    ...{ isActive: true, token: "H-2000001-ABCDEFGHIJKLMNOP", keyHash: null, botId: 1_000_001 },
    ...{ settings: {}, createdMs: 0, updatedMs: 0 },
    ...changes,
  };
}

/** A customer who has said nothing yet, or what is given otherwise. */
export function conversationOf({
  fields = {},
  facts = {},
  ...changes
}: Partial<Conversation> &
  Partial<Pick<Conversation["state"], "facts">> & {
    readonly fields?: { readonly [name: string]: Field };
  } = {}): Conversation {
  const id = changes.id ?? 10_000_001;
  return {
    ...{ id, uuid: "customer-uuid", workspaceId: 7, channelId: 2_000_001, revision: 1 },
    state: { ...newState(id, 1_000_001, 1), fields, facts },
    ...{ registeredUs: 1_747_943_000_500_000, visitorKey: null, externalToken: null },
    ...{ isUnread: false, isOptedIn: false, lastEntryUs: null, lastReceivedUs: null },
    ...{ lastSentUs: null, lastText: null },
    ...changes,
  };
}

/** A turn of that customer on that channel; agents and bots are known. */
export function hookTurnOf(
  conversation: Conversation = conversationOf(),
  channel: ChannelRecord = channelOf(),
): HookTurn {
  return {
    conversation,
    channel,
    personOf: ({ kind }) => {
      if (kind === "sys") return null;
      return kind === "customer"
        ? { uuid: conversation.uuid, email: null }
        : { uuid: `${kind}-uuid`, email: kind === "agent" ? "pau@example.org" : null };
    },
  };
}

/** An entry as it is stored, the third of its conversation. */
export function storedOf(
  entry: Entry extends infer E ? (E extends unknown ? Omit<E, "seq"> : never) : never,
  atUs = 1_747_943_104_006_807,
): StoredEntry {
  return {
    ...{ conversationId: 10_000_001, seq: 3, uuid: "0a0b0c0d-0000-7000-8000-00000000000e", atUs },
    entry: { seq: 3, ...entry },
    clientHash: "never shown",
  };
}
