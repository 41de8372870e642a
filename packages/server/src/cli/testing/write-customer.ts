import { newState } from "@parley/flow";
import type { Conversation, Store, StoredEntry } from "../../ports/store.ts";

const atUs = 1_790_000_000_000_000;

/** Writes a customer with a field and `count` messages, in one turn. */
export async function writeCustomer(store: Store, count: number): Promise<number> {
  const id = await store.reserveIds("customer", 1);
  const conversation: Conversation = {
    ...{ id, uuid: crypto.randomUUID(), workspaceId: 1, channelId: 2_000_001, revision: 1 },
    state: {
      ...newState(id, 0, 0),
      seq: count,
      fields: { city: { type: "string", value: "Lisbon" } },
    },
    ...{ registeredUs: atUs, visitorKey: "hash-of-a-secret", externalToken: null },
    ...{ isUnread: false, isOptedIn: false, lastEntryUs: atUs + count },
    ...{ lastReceivedUs: atUs + count, lastSentUs: null, lastText: null },
  };
  const entries = Array.from({ length: count }, (_, index): StoredEntry => {
    const seq = index + 1;
    const message = { type: "text" as const, text: `Message ${seq}` };
    return {
      ...{ conversationId: id, seq, uuid: crypto.randomUUID(), atUs: atUs + seq },
      ...{ entry: { seq, author: { kind: "customer", id }, message }, clientHash: null },
    };
  });
  const trace = [
    {
      ...{ conversationId: id, atUs, kind: "note", block: null, code: "test" },
      ...{ message: "A remark", detail: null },
    },
  ];
  await store.commit({
    turn: { conversation, entries, newTasks: [], cancelledTasks: [], trace },
  });
  return id;
}
