import type { Effect } from "@parley/flow";
import type { Advance } from "../../features/conversations/advance.ts";
import type { Owed } from "../../features/conversations/owed-tasks.ts";
import type { Failpoints } from "../../ports/failpoints.ts";
import type { Perform } from "../task-loop.ts";

type StartTimer = Extract<Effect, { kind: "start-timer" }>;

/** Tells a conversation that its timer has come. */
export function performStartTimer({
  advance,
  failpoints,
}: {
  readonly advance: Advance;
  readonly failpoints: Failpoints;
}): Perform {
  return async (task) => {
    const { visit, timer, flowDepth = 0 } = task.payload as Owed<StartTimer>;
    await failpoints.hit("timer-due");
    await advance({
      conversationId: task.conversationId,
      happenings: [{ kind: "timer-fired", visit, timer }],
      flowDepth,
      finishes: task,
    });
  };
}
