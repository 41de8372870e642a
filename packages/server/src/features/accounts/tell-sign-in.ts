import { AppError } from "../../errors.ts";
import type { AccountRecord } from "../../ports/accounts.ts";
import type { AuditActor } from "../../ports/audit.ts";
import type { Clock } from "../../ports/clock.ts";
import type { AgentRecord } from "../../ports/records.ts";
import type { Store } from "../../ports/store.ts";
import { guestActor } from "../audit/acting.ts";
import { deed } from "../audit/deed.ts";

interface TellPorts {
  readonly store: Store;
  readonly clock: Clock;
}

type Client = { readonly address: string };
type Whose = Pick<AccountRecord, "id">;

/** Tells that somebody has signed in. Throws, after `end`, when it cannot be told: then they have not. */
export async function tellSuccess(
  ports: TellPorts,
  account: Whose,
  { address }: Client,
  end: () => Promise<void>,
): Promise<void> {
  try {
    await tellSignIn(ports, account, "sign_in", address);
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Tells of a wrong password or code. Beside the answer, which shall take no longer for an address that somebody has.
 * Tries at addresses that nobody has are in no log: they concern no workspace, and whoever mistypes types secrets.
 */
export function tellFailure(
  ports: TellPorts,
  account: Whose | null,
  { address }: Client,
  error: unknown,
): void {
  const isWrong = error instanceof AppError && /^wrong-(?:sign-in|code)$/.test(error.code);
  if (account && isWrong) tellSignIn(ports, account, "sign_in_failed", address).catch(() => {});
}

/** In the log of every workspace that the account has a seat in. */
async function tellSignIn(
  { store, clock }: TellPorts,
  account: Whose,
  name: "sign_in" | "sign_in_failed",
  address: string,
): Promise<void> {
  const atMs = clock.nowMs();
  const seats = (await store.agentsOfAccount(account.id)).filter(({ isActive }) => isActive);
  const records = seats.map((seat) => {
    const about = deed(seat.workspaceId, `agent ${seat.id}`, seat.name);
    const actor = name === "sign_in" ? personIn(seat, address) : guestActor(address);
    return { kind: "add-audit", row: { ...about(name), actor, atMs } } as const;
  });
  if (records.length > 0) await store.commit({ records });
}

const personIn = ({ id, name }: AgentRecord, address: string): AuditActor => ({
  ...{ kind: "person", agentId: id, tokenId: null, name, address },
});
