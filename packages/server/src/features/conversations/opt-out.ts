import { AppError, noSuch } from "../../errors.ts";
import type { Mailbox } from "../../mailbox.ts";
import type { Conversation, IdempotentAnswer, Store } from "../../ports/store.ts";
import type { RecentConversations } from "./recent-conversations.ts";

/** Takes back a customer's opt-in. Throws when there is none, and when there is no such customer. */
export type OptOut = (customerId: number, seal?: () => IdempotentAnswer) => Promise<void>;

/** Makes the change. It is no turn of the flow: nothing runs, nobody is told. */
export function createOptOut({
  store,
  mailbox,
  recent,
}: {
  readonly store: Store;
  readonly mailbox: Mailbox;
  readonly recent: RecentConversations;
}): OptOut {
  async function attempt(id: number, seal?: () => IdempotentAnswer): Promise<void> {
    const now = await store.conversation(id);
    if (!now) throw noSuch("customer", id, "/v1/customers/");
    if (!now.isOptedIn) throw new AppError("not-opted-in");
    const conversation: Conversation = { ...now, revision: now.revision + 1, isOptedIn: false };
    const idempotency = seal?.();
    const result = await store.commit({
      turn: { conversation, entries: [], newTasks: [], cancelledTasks: [], trace: [] },
      ...(idempotency && { idempotency }),
    });
    recent.drop(id);
    if (result === "conflict") return attempt(id, seal);
    if (result !== "committed") throw new AppError("key-in-use", { retryAfterSeconds: 1 });
  }

  return (id, seal) => mailbox.run(id, () => attempt(id, seal));
}
