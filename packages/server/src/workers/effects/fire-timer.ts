import type { Effect } from "@parley/flow";
import type { Advance } from "../../features/conversations/advance.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { Perform } from "../task-loop.ts";

/** Tells a conversation that its timer has come. */
export function performStartTimer({
  advance,
  failpoints,
}: {
  readonly advance: Advance;
  readonly failpoints: Failpoints;
}): Perform {
  return async (task) => {
    const { visit, timer } = task.payload as Extract<Effect, { kind: "start-timer" }>;
    await failpoints.hit("timer-due");
    await advance({
      conversationId: task.conversationId,
      happenings: [{ kind: "timer-fired", visit, timer }],
      finishes: task,
    });
  };
}
