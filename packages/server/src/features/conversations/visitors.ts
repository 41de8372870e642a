import type { Flow } from "@parley/flow";
import type { ChannelRecord } from "../../ports/records.ts";
import type { Conversation, Store } from "../../ports/store.ts";
import type { Flows } from "../flows/flows.ts";
import type { Newcomer } from "./begin-conversation.ts";

export interface FoundVisitor {
  readonly id: number;
  /** There for a newcomer: the conversation that their first turn writes. */
  readonly begin?: () => Conversation;
}

/** Finds the conversation behind a visitor's secret. */
export interface Visitors {
  find(visitor: {
    readonly channel: ChannelRecord;
    readonly visitorKey: string;
    readonly mayBegin: boolean;
  }): Promise<FoundVisitor | null>;
  flowOf(conversation: Conversation): Promise<Flow>;
  forget(conversationId: number): void;
}

const mostRemembered = 20_000;

/** Makes the look-up; who came lately is remembered, so that a turn costs no search. */
export function createVisitors(ports: {
  readonly store: Store;
  readonly flows: Flows;
  readonly begin: (channel: ChannelRecord, newcomer: Newcomer) => Promise<Conversation>;
}): Visitors {
  const ids = new Map<string, number>();
  const arriving = new Map<string, Promise<Conversation>>();

  function remember(key: string, id: number): void {
    if (ids.size >= mostRemembered) ids.clear();
    ids.set(key, id);
  }

  /** Two first messages at once are one newcomer: both get the same conversation to begin. */
  function arrive(key: string, channel: ChannelRecord, visitorKey: string): Promise<Conversation> {
    const known = arriving.get(key);
    if (known) return known;
    if (arriving.size >= mostRemembered) arriving.clear();
    const newcomer = ports.begin(channel, { visitorKey, externalToken: null });
    arriving.set(key, newcomer);
    return newcomer;
  }

  return {
    find: async ({ channel, visitorKey, mayBegin }) => {
      const key = `${channel.id}.${visitorKey}`;
      const known = ids.get(key);
      if (known !== undefined) return { id: known };
      const stored = await ports.store.conversationByVisitor(channel.id, visitorKey);
      if (stored) {
        remember(key, stored.id);
        arriving.delete(key);
        return { id: stored.id };
      }
      if (!mayBegin) return null;
      const newcomer = await arrive(key, channel, visitorKey);
      return { id: newcomer.id, begin: () => newcomer };
    },
    flowOf: ({ state }) => ports.flows.running(state.bot, state.version),
    forget: (conversationId) => {
      for (const [key, id] of ids) if (id === conversationId) ids.delete(key);
    },
  };
}
