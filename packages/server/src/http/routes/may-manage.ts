import { AppError } from "../../errors.ts";
import type { AgentRecord } from "../../ports/records.ts";

const ranks = { agent: 0, manager: 1, admin: 2 } as const;

/**
 * Refuses to let an agent change somebody of a higher role, give a role higher than their own, or, without a role
 * above `agent`, manage anybody but themselves.
 */
export function mayManage(
  actor: AgentRecord,
  target: AgentRecord | null,
  newRole: AgentRecord["role"] | null,
): void {
  const own = ranks[actor.role];
  const isSelf = target?.id === actor.id;
  const highest = Math.max(target ? ranks[target.role] : 0, newRole ? ranks[newRole] : 0);
  if (highest > own || (own === 0 && !isSelf))
    throw new AppError("missing-scope", { message: "Your role does not allow this." });
}
