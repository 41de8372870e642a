import { AppError, invalidFields } from "../../errors.ts";
import type { AccountRecord, InvitationRecord } from "../../ports/accounts.ts";
import type { AgentRecord } from "../../ports/records.ts";
import type { Store } from "../../ports/store.ts";
import { hashText } from "../hash-text.ts";
import { newAccount } from "./new-account.ts";
import { type Passwords, refuseWeakPassword } from "./passwords.ts";
import { isAddress, type SeatPorts, seatFor } from "./seats.ts";
import type { Sessions, SignedIn } from "./sessions.ts";

/** Whom to invite, what they shall be, and who says so. */
export interface NewInvitation {
  readonly workspaceId: number;
  readonly email: string;
  readonly role: AgentRecord["role"];
  readonly invitedBy: number;
}

/** Seats in workspaces that wait for whoever holds their link. */
export interface Invitations {
  /** Those that still can be accepted, the newest first. */
  list(workspaceId: number): Promise<readonly InvitationRecord[]>;
  /** `token` goes into the link, and is kept as a hash only. One before it for the same address ends. */
  create(
    input: NewInvitation,
  ): Promise<{ readonly invitation: InvitationRecord; readonly token: string }>;
  /** `false` when the workspace has no such invitation. */
  revoke(workspaceId: number, id: string): Promise<boolean>;
  /** Throws when nobody can accept it any more. */
  look(token: string): Promise<InvitationRecord>;
  /**
   * Accepts it once: for the account of its address, which is signed in, or for a new one with this name and password.
   */
  accept(token: string, as: SignedIn | Newcomer): Promise<AccountRecord>;
}

/** Somebody who has no account yet. */
export interface Newcomer {
  readonly name: string | undefined;
  readonly password: string | undefined;
}

export interface InvitationPorts extends SeatPorts {
  readonly sessions: Sessions;
  readonly passwords: Passwords;
}

const lifeMs = 7 * 24 * 3600_000;

/** Makes it. */
export function createInvitations(ports: InvitationPorts): Invitations {
  const { store, clock, chance, sessions } = ports;
  const list = async (workspaceId: number) => {
    const owners = await ownersOf(store, workspaceId);
    return (await store.invitations(workspaceId)).filter((it) => isOpen(it, owners, clock.nowMs()));
  };

  async function look(token: string): Promise<InvitationRecord> {
    const found = await store.invitationByHash(hashText(token));
    const owners = await ownersOf(store, found?.workspaceId ?? 0);
    if (!found || !isOpen(found, owners, clock.nowMs())) throw new AppError("invitation-ended");
    return found;
  }

  return {
    list,
    create: async (input) => {
      await refuseMember(ports, input);
      const token = chance.secret(32);
      const createdMs = clock.nowMs();
      const invitation: InvitationRecord = {
        ...input,
        ...{ id: chance.uuid(), tokenHash: hashText(token) },
        ...{ createdMs, endsMs: createdMs + lifeMs },
      };
      const earlier = (await list(input.workspaceId)).filter(({ email }) => email === input.email);
      const written = await sessions.write([
        ...earlier.map(({ id }) => ({ kind: "take-invitation", invitationId: id }) as const),
        { kind: "put-invitation", invitation },
      ]);
      if (!written) throw new AppError("store-busy", { retryAfterSeconds: 1 });
      return { invitation, token };
    },
    revoke: async (workspaceId, id) => {
      const found = (await list(workspaceId)).find((it) => it.id === id);
      if (!found) return false;
      return sessions.write([{ kind: "take-invitation", invitationId: id }]);
    },
    look,
    accept: async (token, as) => {
      const invitation = await look(token);
      const { account, isNew } = await guestOf(ports, invitation, as);
      const isFirst = await sessions.write([
        { kind: "take-invitation", invitationId: invitation.id },
        ...(isNew ? [{ kind: "put-account", account } as const] : []),
        await seatFor(ports, account, invitation),
      ]);
      if (!isFirst) throw new AppError("invitation-ended");
      return account;
    },
  };
}

/** The agents who may invite. */
async function ownersOf(store: Store, workspaceId: number): Promise<ReadonlySet<number>> {
  const agents = await store.agents(workspaceId);
  return new Set(agents.filter((it) => it.role === "admin" && it.isActive).map(({ id }) => id));
}

/** A word that is given ends with the right to give it: who owns the workspace no more invites nobody. */
const isOpen = (
  { endsMs, invitedBy }: InvitationRecord,
  owners: ReadonlySet<number>,
  nowMs: number,
): boolean => nowMs < endsMs && owners.has(invitedBy);

async function refuseMember(
  { store }: InvitationPorts,
  { workspaceId, email }: NewInvitation,
): Promise<void> {
  const agents = await store.agents(workspaceId);
  const account = await store.accountByEmail(email);
  // An agent's address may be another than the one that they sign in with.
  const isOf = (it: AgentRecord) => isAddress(it.email, email) || it.accountId === account?.id;
  const isMember = agents.some((it) => it.isActive && it.accountId !== null && isOf(it));
  if (isMember) throw new AppError("already-member");
}

async function guestOf(
  ports: InvitationPorts,
  { email }: InvitationRecord,
  as: SignedIn | Newcomer,
): Promise<{ readonly account: AccountRecord; readonly isNew: boolean }> {
  if ("account" in as) {
    if (as.account.email !== email) throw new AppError("other-account");
    return { account: as.account, isNew: false };
  }
  // An address that has an account is proved by signing in, not by a link.
  if (await ports.store.accountByEmail(email)) throw new AppError("other-account");
  const { name, password } = as;
  if (name === undefined || password === undefined)
    throw invalidFields({
      ...(name === undefined && { name: ["This field is required."] }),
      ...(password === undefined && { password: ["This field is required."] }),
    });
  refuseWeakPassword(password, email);
  return { account: await newAccount(ports, { name, email, password }), isNew: true };
}
