import { AppError } from "../../errors.ts";
import { createMailbox } from "../../mailbox.ts";
import type { AccountRecord } from "../../ports/accounts.ts";
import type { Acting } from "../audit/acting.ts";
import { type AccountKeys, deriveAccountKeys } from "./account-keys.ts";
import type { Agents } from "./agents.ts";
import { type Credentials, createCredentials } from "./credentials.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { createLibraryCalls } from "./library/call-library.ts";
import { createPasswordReset, type ResetPassword } from "./password-reset.ts";
import { createPasswords } from "./passwords.ts";
import type { SeatPorts } from "./seats.ts";
import { type CookieNames, cookieNames, readSignedCookie } from "./session-cookie.ts";
import type { Sessions, SignedIn } from "./sessions.ts";
import { createSetup, type Setup } from "./setup.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { createTries } from "./tries.ts";
import { createWorkspaces, type WorkspaceFounders, type Workspaces } from "./workspaces.ts";

/** People who sign in to the Studio. */
export interface Accounts {
  readonly sessions: Sessions;
  readonly setup: Setup;
  readonly signIn: SignIn;
  readonly credentials: Credentials;
  readonly invitations: Invitations;
  readonly resetPassword: ResetPassword;
  readonly workspaces: Workspaces;
  /** In whose name requests are done. */
  readonly acting: Acting;
  readonly keys: AccountKeys;
  /** Whoever holds this `Cookie` header; `null`: nobody who is signed in. */
  holderOf(cookie: string | undefined): Promise<SignedIn | null>;
  /** As people see them, in every workspace. */
  rename(signedIn: SignedIn, name: string): Promise<AccountRecord>;
}

export interface AccountPorts extends SeatPorts {
  readonly sessions: Sessions;
  readonly agents: Pick<Agents, "update">;
  /** The installation's key. */
  readonly key: Uint8Array;
  readonly publicUrl: () => string;
  readonly workspaceFounders?: WorkspaceFounders;
  readonly acting: Acting;
}

/** Makes it. Nothing is loaded or computed before somebody comes. */
export function createAccounts(ports: AccountPorts): Accounts {
  const { clock, sessions, publicUrl, acting, workspaceFounders: founders = "owners" } = ports;
  const keys = deriveAccountKeys(ports.key);
  const cookies = (): CookieNames => cookieNames(publicUrl());
  const shared = {
    ...ports,
    keys,
    cookies,
    passwords: createPasswords(),
    tries: createTries(clock),
    passwordChanges: createMailbox(),
  };
  const signing = { ...shared, call: createLibraryCalls(shared) };
  return {
    ...{ sessions, keys, acting },
    setup: createSetup(shared),
    signIn: createSignIn(signing),
    credentials: createCredentials(signing),
    invitations: createInvitations(shared),
    resetPassword: createPasswordReset(shared),
    holderOf: async (cookie) => {
      const secret = readSignedCookie(cookie, cookies().session, keys.signIn);
      return secret === null ? null : sessions.verify(secret);
    },
    rename: ({ account }, name) => rename(ports, account.id, name),
    workspaces: createWorkspaces({ ...ports, founders }),
  };
}

/** From what they are now: the request may have begun before their password, a seat or a role was changed. */
async function rename(
  { store, clock, sessions, agents }: AccountPorts,
  accountId: string,
  name: string,
): Promise<AccountRecord> {
  for (const { id, workspaceId, isActive } of await store.agentsOfAccount(accountId))
    if (isActive) await agents.update(workspaceId, id, { name });
  return sessions.alone(async () => {
    const present = await store.account(accountId);
    if (!present) throw new AppError("no-credentials");
    const account = { ...present, name, updatedMs: clock.nowMs() };
    await sessions.write([{ kind: "put-account", account }]);
    return account;
  });
}
