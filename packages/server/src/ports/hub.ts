import type { StoredEntry } from "./store.ts";

/** Something about a conversation has been committed. A hint: who missed it reads the entries by `seq`. */
export interface ConversationNews {
  readonly conversationId: number;
  readonly entries: readonly StoredEntry[];
  /** The conversation is gone: close its streams. */
  readonly isErased?: boolean;
}

/** Who is listening: visitor streams, the inbox, hook dispatch. Carries hints, never the only copy. */
export interface Hub {
  publish(news: ConversationNews): void;
  /** Listens to one conversation; the returned function ends it. */
  subscribe(conversationId: number, listen: (news: ConversationNews) => void): () => void;
  /** Listens to all conversations of this installation. */
  subscribeAll(listen: (news: ConversationNews) => void): () => void;
}
