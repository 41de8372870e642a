import type { Agent, Happening, Message } from "@parley/flow";
import type { Advance } from "./advance.ts";
import type { Seal, TurnOutcome } from "./outcome.ts";

/** Who acts on a conversation through the API: the agent behind the token. */
export interface Actor {
  readonly agent: Agent;
  readonly role: "admin" | "manager" | "agent";
}

/** What agents, and services in their name, do with a conversation. */
export interface AgentTurns {
  send(
    customerId: number,
    actor: Actor,
    message: Message,
    takesOver: boolean,
    seal?: Seal,
  ): Promise<TurnOutcome>;
  assign(customerId: number, agent: Agent, isForced: boolean, seal?: Seal): Promise<TurnOutcome>;
  unassign(customerId: number, actor: Actor, seal?: Seal): Promise<TurnOutcome>;
  archive(customerId: number, actor: Actor, seal?: Seal): Promise<TurnOutcome>;
  unarchive(customerId: number, seal?: Seal): Promise<TurnOutcome>;
  block(customerId: number, seal?: Seal): Promise<TurnOutcome>;
  unblock(customerId: number, seal?: Seal): Promise<TurnOutcome>;
}

/** Makes the agents' side of conversations. */
export function createAgentTurns({ advance }: { readonly advance: Advance }): AgentTurns {
  const one = (conversationId: number, happening: Happening, seal?: Seal): Promise<TurnOutcome> =>
    advance({ conversationId, happenings: [happening], ...(seal && { seal }) });

  return {
    send: (id, { agent }, message, takesOver, seal) =>
      one(id, { kind: "agent-message", agent, message, takesOver }, seal),
    assign: (id, agent, isForced, seal) => one(id, { kind: "assign", agent, isForced }, seal),
    unassign: (id, actor, seal) => one(id, { kind: "unassign", ...standing(actor) }, seal),
    archive: (id, actor, seal) => one(id, { kind: "archive", ...standing(actor) }, seal),
    unarchive: (id, seal) => one(id, { kind: "unarchive" }, seal),
    block: (id, seal) => one(id, { kind: "block" }, seal),
    unblock: (id, seal) => one(id, { kind: "unblock" }, seal),
  };
}

/** Admins and managers may let go of what another agent holds. */
function standing({ agent, role }: Actor): { by: number; mayOverride: boolean } {
  return { by: agent.id, mayOverride: role !== "agent" };
}
