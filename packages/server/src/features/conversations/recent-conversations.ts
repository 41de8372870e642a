import type { Clock } from "../../ports/clock.ts";
import type { Conversation, StoredEntry } from "../../ports/store.ts";

/** Conversations in use. A copy of what is stored, dropped when they rest; the revision check guards its truth. */
export interface RecentConversations {
  get(id: number): Conversation | undefined;
  /** Remembers a conversation as its newest turn left it, with the entries of that turn. */
  keep(conversation: Conversation, entries?: readonly StoredEntry[]): void;
  /** Tells whether no message of the conversation has this client id for certain; else the store knows. */
  isFreshClientId(id: number, clientId: string): boolean;
  drop(id: number): void;
  clear(): void;
}

interface Kept {
  readonly conversation: Conversation;
  /** Every client id that the conversation ever saw; `null` when there may have been others. */
  readonly clientIds: string[] | null;
}

const mostKept = 4096;
const mostClientIds = 64;
const restMs = 30_000;

/** Remembers at most 4,096 conversations, none longer than 30 to 60 seconds after its last turn. */
export function createRecentConversations(clock: Clock): RecentConversations {
  // Two generations: what was not used for one rest is in the old one, and goes with the next.
  let young = new Map<number, Kept>();
  let old = new Map<number, Kept>();
  let isAging = false;

  function age(): void {
    old = young;
    young = new Map();
    isAging = old.size > 0;
    if (isAging) clock.after(restMs, age);
  }

  const find = (id: number): Kept | undefined => young.get(id) ?? old.get(id);

  function keep(conversation: Conversation, entries: readonly StoredEntry[] = []): void {
    const { id } = conversation;
    const clientIds = clientIdsAfter(find(id), conversation, entries);
    old.delete(id);
    young.set(id, { conversation, clientIds });
    if (young.size >= mostKept / 2) {
      old = young;
      young = new Map();
    }
    if (isAging) return;
    isAging = true;
    clock.after(restMs, age);
  }

  return {
    get: (id) => find(id)?.conversation,
    keep,
    isFreshClientId: (id, clientId) => find(id)?.clientIds?.includes(clientId) === false,
    drop: (id) => {
      young.delete(id);
      old.delete(id);
    },
    clear: () => {
      young.clear();
      old.clear();
    },
  };
}

/**
 * Only who saw a conversation from its first turn on, without a break, knows all of its client ids. A list, because they are
 * few: a set would have the engine enter each, a text nobody looks for again, in its table of all names.
 */
function clientIdsAfter(
  before: Kept | undefined,
  { revision }: Conversation,
  entries: readonly StoredEntry[],
): string[] | null {
  const isNext = before?.conversation.revision === revision - 1;
  const known = revision === 1 ? [] : isNext ? before.clientIds : null;
  for (const { entry } of entries)
    if ("clientId" in entry && entry.clientId !== undefined) known?.push(entry.clientId);
  return known && known.length <= mostClientIds ? known : null;
}
