import type { Flow } from "@parley/flow";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Flows } from "../flows/flows.ts";

export interface Welcomed {
  readonly id: number;
  /** There for a newcomer: the conversation that their first turn writes; `null` once it has been written or erased. */
  readonly begin?: () => Conversation | null;
}

/**
 * Finds the conversation behind what a channel knows somebody by: on the web the hash of their secret, on an API
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
  const ids = new Map<string, number>();
  const arrivals = new Map<string, Arrival>();

  function arrive(key: string, channel: ChannelRecord, visitor: string): Arrival {
    const newcomer = ports.begin(channel, visitor);
    const arrival: Arrival = { newcomer, id: null };
    remember(arrivals, key, arrival);
    newcomer.then(
      ({ id }) => {
        arrival.id = id;
      },
      () => {
        if (arrivals.get(key) === arrival) arrivals.delete(key);
      },
    );
    return arrival;
  }

  const findRecent: Visitors["findRecent"] = ({ id }, visitor) =>
    ids.get(keyOf(id, visitor)) ?? null;

  async function look(channelId: number, visitor: string): Promise<number | null> {
    const stored = await ports.find(channelId, visitor);
    if (!stored) return null;
    remember(ids, keyOf(channelId, visitor), stored.id);
    return stored.id;
  }

  async function receive(
    channel: ChannelRecord,
    visitor: string,
    isSaidToBeNew: boolean,
  ): Promise<Welcomed> {
    const known = isSaidToBeNew ? null : await look(channel.id, visitor);
    if (known !== null) return { id: known };
    const key = keyOf(channel.id, visitor);
    const arrival = arrivals.get(key) ?? arrive(key, channel, visitor);
    const newcomer = await arrival.newcomer;
    // Once it was written it may have been erased, and must not come back under the same number.
    const begin = () => (arrivals.get(key) === arrival ? newcomer : null);
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
      const key = keyOf(channel.id, visitor);
      arrivals.delete(key);
      if (!ids.has(key)) remember(ids, key, conversationId);
    },
    flowOf: ({ state }) => ports.flows.running(state.bot, state.version),
    forget: (conversationId) => {
      for (const [key, id] of ids) if (id === conversationId) ids.delete(key);
      for (const [key, { id }] of arrivals) if (id === conversationId) arrivals.delete(key);
    },
    forgetAll: () => ids.clear(),
  };
}

const keyOf = (channelId: number, visitor: string): string => `${channelId}.${visitor}`;

/** The oldest makes room. */
function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  for (const oldest of memory.keys()) {
    if (memory.size < mostRemembered) break;
    memory.delete(oldest);
  }
  memory.set(key, value);
}
