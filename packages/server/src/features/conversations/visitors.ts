import type { Flow } from "@parley/flow";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Flows } from "../flows/flows.ts";
import { createNameMemory } from "./name-memory.ts";

export interface Welcomed {
  readonly id: number;
  /** There for a newcomer: the conversation that their first turn writes; `null` once it has been written or erased. */
  readonly begin?: () => Conversation | null;
}

/**
 * Finds the conversation behind what a channel knows somebody by: on the web the key of their secret, on an API
 * channel the name that its owner gave them.
 */
export interface Visitors {
  find(channel: Pick<ChannelRecord, "id">, visitor: string): number | null | Promise<number | null>;
  /** As `find`, among those who came lately. */
  findRecent(channel: Pick<ChannelRecord, "id">, visitor: string): number | null;
  /**
   * As `find`; a visitor who is unknown gets a conversation to begin, the same for all who ask at once. One who is
   * said to be new is not looked for in the store: should they be known after all, it refuses to begin anew.
   */
  welcome(
    channel: ChannelRecord,
    visitor: string,
    isSaidToBeNew?: boolean,
  ): Welcomed | Promise<Welcomed>;
  /** The visitor's conversation has been written. */
  settle(channel: Pick<ChannelRecord, "id">, visitor: string, conversationId: number): void;
  flowOf(conversation: Conversation): Flow | Promise<Flow>;
  /** Drops what is remembered of a conversation that is gone. */
  forget(conversationId: number): void;
  forgetAll(): void;
}

interface Arrival {
  readonly newcomer: Promise<Conversation>;
  id: number | null;
}

const mostRemembered = 20_000;

/** Makes the look-up; who came lately is remembered, so that a turn costs no search. */
export function createVisitors(ports: {
  readonly flows: Flows;
  /** The stored conversation of a visitor. */
  readonly find: (channelId: number, visitor: string) => Promise<Conversation | null>;
  /** Prepares a conversation for a visitor who is new. */
  readonly begin: (channel: ChannelRecord, visitor: string) => Promise<Conversation>;
}): Visitors {
  const ids = createNameMemory<number>(mostRemembered);
  const arrivals = createNameMemory<Arrival>(mostRemembered);

  function arrive(channel: ChannelRecord, visitor: string): Arrival {
    const newcomer = ports.begin(channel, visitor);
    const arrival: Arrival = { newcomer, id: null };
    arrivals.set(channel.id, visitor, arrival);
    newcomer.then(
      ({ id }) => {
        arrival.id = id;
      },
      () => {
        if (arrivals.get(channel.id, visitor) === arrival) arrivals.delete(channel.id, visitor);
      },
    );
    return arrival;
  }

  const findRecent: Visitors["findRecent"] = ({ id }, visitor) => ids.get(id, visitor) ?? null;

  async function look(channelId: number, visitor: string): Promise<number | null> {
    const stored = await ports.find(channelId, visitor);
    if (!stored) return null;
    ids.set(channelId, visitor, stored.id);
    return stored.id;
  }

  async function receive(
    channel: ChannelRecord,
    visitor: string,
    isSaidToBeNew: boolean,
  ): Promise<Welcomed> {
    const known = isSaidToBeNew ? null : await look(channel.id, visitor);
    if (known !== null) return { id: known };
    const arrival = arrivals.get(channel.id, visitor) ?? arrive(channel, visitor);
    const newcomer = await arrival.newcomer;
    // Once it was written it may have been erased, and must not come back under the same number.
    const begin = () => (arrivals.get(channel.id, visitor) === arrival ? newcomer : null);
    return { id: newcomer.id, begin };
  }

  return {
    find: (channel, visitor) => findRecent(channel, visitor) ?? look(channel.id, visitor),
    findRecent,
    welcome: (channel, visitor, isSaidToBeNew = false) => {
      const known = findRecent(channel, visitor);
      return known === null ? receive(channel, visitor, isSaidToBeNew) : { id: known };
    },
    settle: (channel, visitor, conversationId) => {
      arrivals.delete(channel.id, visitor);
      if (findRecent(channel, visitor) === null) ids.set(channel.id, visitor, conversationId);
    },
    flowOf: ({ state }) => ports.flows.running(state.bot, state.version),
    forget: (conversationId) => {
      ids.deleteWhere((id) => id === conversationId);
      arrivals.deleteWhere(({ id }) => id === conversationId);
    },
    forgetAll: () => ids.clear(),
  };
}
