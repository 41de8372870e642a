import type { HookTurn, RenderEntry } from "../../features/hooks/owe-hooks.ts";
import { fitHookBody } from "../fit-hook-body.ts";
import { hookCustomer } from "./hook-customer.ts";
import { hookRaw } from "./hook-raw.ts";
import { entryData } from "./message-data.ts";
import { senderOf } from "./present-message.ts";
import { chatId, eventId } from "./wire-ids.ts";
import { wireSeconds } from "./wire-time.ts";

/** How the bodies of one variant are written. */
export interface HookStyle {
  /** The address of this installation. */
  readonly publicUrl: string;
  readonly hasLegacyStrings: boolean;
}

/**
 * Prepares to write the entries of a turn as MessageHooks send them, one body each: what all of them share is written
 * once.
 */
export function hookMessages(turn: HookTurn, style: HookStyle): RenderEntry {
  const { channel, conversation } = turn;
  const customer = hookCustomer(conversation, { channel, ...style });
  const { id, name, type } = channel;
  const channelJson = JSON.stringify({ id, name, type });
  const chat = chatId(conversation.id);
  return (stored, holderId) => {
    const timestamp = wireSeconds(stored.atUs);
    const event = eventId(stored);
    const head = headOf(stored, { timestamp, event, turn });
    const authorUuid = turn.personOf(stored.entry.author)?.uuid ?? null;
    const raw = hookRaw(stored, { chat, channel: id, timestamp, authorUuid });
    const body = `{"messages":[${head.slice(0, -1)},"customer":${customer(holderId)},"channel":${channelJson},"_raw":${JSON.stringify(raw)}}]}`;
    return { eventId: event, body: fitHookBody(body) };
  };
}

interface Telling {
  readonly timestamp: number;
  readonly event: string;
  readonly turn: HookTurn;
}

/** All that comes before the customer. Events say twice what happened: readers look in both places. */
function headOf(
  { entry, seq }: Parameters<RenderEntry>[0],
  { timestamp, event, turn }: Telling,
): string {
  const data = entryData(entry);
  return JSON.stringify({
    type: "message" in entry ? entry.message.type : "event",
    ...("action" in entry && data),
    timestamp,
    seq,
    event_id: event,
    data,
    sender: senderOf(entry.author, {
      customer: turn.conversation,
      channelName: turn.channel.name,
    }),
  });
}
