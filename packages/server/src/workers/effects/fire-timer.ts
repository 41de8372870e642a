import type { Effect } from "@parley/flow";
import type { Advance } from "../../features/conversations/advance.ts";
import type { Perform } from "../task-loop.ts";

/** Tells a conversation that its timer has come. */
export function performStartTimer({ advance }: { readonly advance: Advance }): Perform {
  return async (task) => {
    const { visit, timer } = task.payload as Extract<Effect, { kind: "start-timer" }>;
    await advance({
      conversationId: task.conversationId,
      happenings: [{ kind: "timer-fired", visit, timer }],
      finishes: task,
    });
  };
}
