import type { Mailbox } from "../../mailbox.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store, TraceRow } from "../../ports/store.ts";
import type { ClaimedTask } from "../../ports/tasks.ts";
import type { RecentConversations } from "./recent-conversations.ts";

/** Ends a task that cannot be brought to its result, and leaves a line in the conversation's trace that says why. */
export type GiveUpTask = (
  task: ClaimedTask,
  why: Pick<TraceRow, "block" | "code" | "message">,
) => Promise<void>;

/** Makes it. It is no turn of the flow: the conversation stays where it is, for Go to move. */
export function createGiveUpTask({
  store,
  clock,
  mailbox,
  recent,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly mailbox: Mailbox;
  readonly recent: RecentConversations;
}): GiveUpTask {
  const giveUp: GiveUpTask = async (task, why) => {
    const { conversationId } = task;
    const now = await store.conversation(conversationId);
    const line: TraceRow = {
      ...{ conversationId, atUs: clock.nowMs() * 1000, kind: "error", detail: { task: task.key } },
      ...why,
    };
    const turn = now && {
      conversation: { ...now, revision: now.revision + 1 },
      ...{ entries: [], newTasks: [], cancelledTasks: [], trace: [line] },
    };
    const result = await store.commit({ ...(turn && { turn }), finishes: task });
    recent.drop(conversationId);
    if (result === "conflict") return giveUp(task, why);
  };

  return (task, why) => mailbox.run(task.conversationId, () => giveUp(task, why));
}
