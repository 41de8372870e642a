import type { Invitation, StudioAccount, StudioSession, StudioWorkspace } from "@parley/contract";
import { endOf } from "../../features/accounts/session-life.ts";
import type { AccountRecord, InvitationRecord, SessionRecord } from "../../ports/accounts.ts";
import type { AgentRecord, Workspace } from "../../ports/records.ts";

export const presentAccount = (account: AccountRecord): StudioAccount => ({
  id: account.id,
  name: account.name,
  email: account.email,
  has_two_factor: account.hasTwoFactor,
});

export const presentWorkspace = (
  { id, name }: Workspace,
  seat: Pick<AgentRecord, "id" | "role">,
): StudioWorkspace => ({ id, name, role: seat.role, agent_id: seat.id });

export const presentSession = (session: SessionRecord, currentId: string): StudioSession => ({
  id: session.id,
  is_current: session.id === currentId,
  address: session.address,
  user_agent: session.userAgent,
  created_at: session.createdMs / 1000,
  last_used_at: session.usedMs / 1000,
  expires_at: endOf(session) / 1000,
});

export const presentInvitation = (
  it: InvitationRecord,
  agents: readonly AgentRecord[],
): Invitation => ({
  id: it.id,
  email: it.email,
  role: it.role,
  invited_by: agents.find(({ id }) => id === it.invitedBy)?.name ?? null,
  created_at: it.createdMs / 1000,
  expires_at: it.endsMs / 1000,
});
