import type { ConversationNews, Hub } from "../../ports/hub.ts";

type Listen = (news: ConversationNews) => void;

/** Tells listeners in this process, at once and in order. A listener that throws is reported and keeps its place. */
export function createMemoryHub(report: (error: unknown) => void): Hub {
  const byConversation = new Map<number, Set<Listen>>();
  const everywhere = new Set<Listen>();

  function tell(listeners: Iterable<Listen>, news: ConversationNews): void {
    for (const listen of listeners) {
      try {
        listen(news);
      } catch (error) {
        report(error);
      }
    }
  }

  return {
    publish: (news) => {
      const own = byConversation.get(news.conversationId);
      if (own) tell(own, news);
      tell(everywhere, news);
    },
    subscribe: (conversationId, listen) => {
      const own = byConversation.get(conversationId) ?? new Set();
      byConversation.set(conversationId, own);
      own.add(listen);
      return () => {
        own.delete(listen);
        if (own.size === 0 && byConversation.get(conversationId) === own)
          byConversation.delete(conversationId);
      };
    },
    subscribeAll: (listen) => {
      everywhere.add(listen);
      return () => everywhere.delete(listen);
    },
  };
}
