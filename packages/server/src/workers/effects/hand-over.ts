import type { Agent, Effect } from "@parley/flow";
import type { Agents } from "../../features/accounts/agents.ts";
import type { Advance } from "../../features/conversations/advance.ts";
import type { Owed } from "../../features/conversations/owed-tasks.ts";
import type { Conversation } from "../../ports/store.ts";
import type { Perform } from "../task-loop.ts";

type HandOver = Extract<Effect, { kind: "hand-over" }>;

/** Looks for an agent who is online and gives them the conversation, or tells the flow that nobody is. */
export function performHandOver(ports: {
  readonly advance: Advance;
  readonly agents: Agents;
}): Perform {
  return async (task) => {
    const effect = task.payload as Owed<HandOver>;
    let agent: Agent | null = null;
    await ports.advance({
      conversationId: task.conversationId,
      // Chosen for the conversation as it stands: one that has moved on must not cost an agent their turn.
      happenings: async (now) => {
        if (!isAwaited(now, effect)) return [];
        agent ??= await choose(ports.agents, now, effect);
        return [{ kind: "handed-over", visit: effect.visit, agent }];
      },
      flowDepth: effect.flowDepth ?? 0,
      finishes: task,
    });
  };
}

function isAwaited({ state }: Conversation, { visit }: HandOver): boolean {
  return state.cursor.phase === "assigning" && state.visit === visit;
}

async function choose(
  agents: Agents,
  { workspaceId }: Conversation,
  { agents: among }: HandOver,
): Promise<Agent | null> {
  const found = await agents.chooseOnline(workspaceId, among);
  return found && { id: found.id, name: found.name };
}
