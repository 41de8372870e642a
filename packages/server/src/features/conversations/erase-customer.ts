import type { Mailbox } from "../../mailbox.ts";
import type { FileStore } from "../../ports/files.ts";
import type { Hub } from "../../ports/hub.ts";
import type { IdempotentAnswer, Store } from "../../ports/store.ts";
import { writeRecords } from "../write-records.ts";
import type { RecentConversations } from "./recent-conversations.ts";

/** Erases a customer with everything said and sent; `false` when there is none. */
export type EraseCustomer = (customerId: number, seal?: () => IdempotentAnswer) => Promise<boolean>;

/**
 * Makes the erasure. It waits for the turn that is running, and ends the customer's streams and deliveries. Files go first: while
 * they cannot be removed the customer stays, so that the erasure can be asked for again.
 */
export function createEraseCustomer(ports: {
  readonly store: Store;
  readonly files: FileStore;
  readonly hub: Hub;
  readonly mailbox: Mailbox;
  readonly recent: RecentConversations;
  readonly forgetVisitor: (customerId: number) => void;
  readonly forgetDeliveries?: (customerId: number) => void;
}): EraseCustomer {
  return (customerId, seal) =>
    ports.mailbox.run(customerId, async () => {
      if (!(await ports.store.conversation(customerId))) return false;
      await ports.files.removeAll(customerId);
      const erasure = { kind: "erase-conversation", conversationId: customerId } as const;
      await writeRecords(ports.store, [erasure], seal?.());
      ports.recent.drop(customerId);
      ports.forgetVisitor(customerId);
      ports.forgetDeliveries?.(customerId);
      ports.hub.publish({ conversationId: customerId, entries: [], isErased: true });
      // An upload that was under way may have come to rest in between.
      await ports.files.removeAll(customerId);
      return true;
    });
}
