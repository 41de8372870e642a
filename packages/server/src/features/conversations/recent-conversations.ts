import type { Clock } from "../../ports/clock.ts";
import type { Conversation } from "../../ports/store.ts";

/** Conversations in use. A copy of what is stored, dropped when they rest; the revision check guards its truth. */
export interface RecentConversations {
  get(id: number): Conversation | undefined;
  keep(conversation: Conversation): void;
  drop(id: number): void;
  clear(): void;
}

const mostKept = 4096;
const restMs = 30_000;

/** Remembers at most 4,096 conversations, none longer than 30 to 60 seconds after its last turn. */
export function createRecentConversations(clock: Clock): RecentConversations {
  // Two generations: what was not used for one rest is in the old one, and goes with the next.
  let young = new Map<number, Conversation>();
  let old = new Map<number, Conversation>();
  let isAging = false;

  function age(): void {
    old = young;
    young = new Map();
    isAging = old.size > 0;
    if (isAging) clock.after(restMs, age);
  }

  function keep(conversation: Conversation): void {
    young.set(conversation.id, conversation);
    if (young.size >= mostKept / 2) {
      old = young;
      young = new Map();
    }
    if (isAging) return;
    isAging = true;
    clock.after(restMs, age);
  }

  return {
    get: (id) => young.get(id) ?? old.get(id),
    keep,
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
