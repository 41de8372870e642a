import { newState } from "@parley/flow";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation, Store } from "../../ports/store.ts";
import type { Flows } from "../flows/flows.ts";

/** Who a new customer is to their channel. */
export interface Newcomer {
  readonly visitorKey: string | null;
  readonly externalToken: string | null;
}

/** Draws customer ids in blocks, so that a newcomer costs no write of their own. */
export interface CustomerIds {
  next(): Promise<number>;
}

const idsAtOnce = 100;

/**
 * Makes the source of customer ids; those of an unused block are skipped at a restart, never given twice. The next
 * block is fetched while half of one is left, so that newcomers do not wait for it.
 */
export function createCustomerIds(store: Pick<Store, "reserveIds">): CustomerIds {
  let next = 0;
  let end = 0;
  let spare: number | null = null;
  let fetching: Promise<void> | null = null;

  async function fetchBlock(): Promise<void> {
    try {
      spare = await store.reserveIds("customer", idsAtOnce);
    } finally {
      // A failed one too, or no newcomer would ever get a number again.
      fetching = null;
    }
  }

  async function openBlock(): Promise<void> {
    fetching ??= spare === null ? fetchBlock() : null;
    await fetching;
    if (next < end || spare === null) return;
    next = spare;
    end = next + idsAtOnce;
    spare = null;
  }

  return {
    next: async () => {
      while (next >= end) await openBlock();
      next += 1;
      if (end - next === idsAtOnce / 2 && spare === null) {
        fetching ??= fetchBlock();
        // Whoever finds none left fetches again, and hears why there is none.
        fetching.catch(() => {});
      }
      return next - 1;
    },
  };
}

/** Prepares a conversation that its first turn will write. It runs on the bot's newest published version. */
export async function beginConversation(
  ports: {
    readonly clock: Clock;
    readonly chance: Chance;
    readonly flows: Flows;
    readonly ids: CustomerIds;
  },
  channel: ChannelRecord,
  newcomer: Newcomer,
): Promise<Conversation> {
  const id = await ports.ids.next();
  const flow = channel.botId === null ? null : await ports.flows.newest(channel.botId);
  const registeredUs = ports.clock.nowMs() * 1000;
  return {
    id,
    uuid: ports.chance.uuid(),
    workspaceId: channel.workspaceId,
    channelId: channel.id,
    revision: 0,
    state: newState(id, flow?.bot ?? 0, flow?.version ?? 0),
    // A typed client needs a fraction of a second.
    registeredUs: registeredUs % 1_000_000 === 0 ? registeredUs + 1 : registeredUs,
    ...newcomer,
    isUnread: false,
    isOptedIn: false,
    lastEntryUs: null,
    lastReceivedUs: null,
    lastSentUs: null,
    lastText: null,
  };
}
