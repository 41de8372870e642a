import type { AccountRecord } from "../../ports/accounts.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AgentRecord } from "../../ports/records.ts";
import type { RecordWrite, Store } from "../../ports/store.ts";

/**
 * What gives an account its seat in a workspace: the agent that it already is there, else the one of its address that
 * nobody signs in as, else a new one.
 */
export async function seatFor(
  { store, clock, chance }: SeatPorts,
  account: Pick<AccountRecord, "id" | "name" | "email">,
  { workspaceId, role }: Pick<AgentRecord, "workspaceId" | "role">,
): Promise<Extract<RecordWrite, { kind: "put-agent" }>> {
  const agents = await store.agents(workspaceId);
  const present =
    agents.find(({ accountId }) => accountId === account.id) ??
    agents.find((it) => it.accountId === null && isAddress(it.email, account.email));
  // Whoever has a seat keeps what they are: a link that was sent before takes nothing from them.
  if (present?.isActive && present.accountId === account.id)
    return { kind: "put-agent", agent: present };
  const seat = { role, isActive: true, accountId: account.id };
  if (present) return { kind: "put-agent", agent: { ...present, ...seat } };
  const agent: AgentRecord = {
    id: await store.reserveIds("agent", 1),
    uuid: chance.uuid(),
    ...{ workspaceId, name: account.name, email: account.email, status: "offline" },
    ...seat,
    createdMs: clock.nowMs(),
  };
  return { kind: "put-agent", agent };
}

export interface SeatPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** Whether two texts are one e-mail address. */
export const isAddress = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();
