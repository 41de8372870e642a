import type { Agent } from "@parley/contract";
import type { AgentRecord } from "../../ports/records.ts";

/** An agent as the platform API shows them. */
export function presentAgent(agent: AgentRecord): Agent {
  const { id, uuid, name, email, status, role, isActive } = agent;
  return { id, uuid, name, email, avatar: null, status, role, active: isActive };
}
