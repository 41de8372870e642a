import type { Effect } from "@parley/flow";
import type { Agents } from "../../features/accounts/agents.ts";
import type { Advance } from "../../features/conversations/advance.ts";
import type { Store } from "../../ports/store.ts";
import type { Perform } from "../task-loop.ts";

/** Looks for an agent who is online and gives them the conversation, or tells the flow that nobody is. */
export function performHandOver(ports: {
  readonly advance: Advance;
  readonly agents: Agents;
  readonly store: Store;
}): Perform {
  return async (task) => {
    const effect = task.payload as Extract<Effect, { kind: "hand-over" }>;
    const conversation = await ports.store.conversation(task.conversationId);
    const found = conversation
      ? await ports.agents.chooseOnline(conversation.workspaceId, effect.agents)
      : null;
    const agent = found ? { id: found.id, name: found.name } : null;
    await ports.advance({
      conversationId: task.conversationId,
      happenings: [{ kind: "handed-over", visit: effect.visit, agent }],
      finishes: task,
    });
  };
}
