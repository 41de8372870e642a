import type { AgentRecord } from "./records.ts";

/** A person who signs in: in each workspace that they belong to they are an agent of their own. */
export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  /** In lower case: what somebody signs in with, once in an installation. */
  readonly email: string;
  /** As `features/accounts/passwords.ts` writes it; never the password. */
  readonly passwordHash: string;
  readonly hasTwoFactor: boolean;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** A browser in which somebody is signed in. */
export interface SessionRecord {
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of what the cookie holds, base64url. */
  readonly tokenHash: string;
  /** Where it was begun from. */
  readonly address: string;
  readonly userAgent: string;
  readonly createdMs: number;
  readonly usedMs: number;
  /** However much it is used. */
  readonly endsMs: number;
}

/** What an account's authenticator and its backup codes are checked with, both sealed. */
export interface TwoFactorRecord {
  readonly accountId: string;
  readonly secret: string;
  readonly backupCodes: string;
  /** Asked for at sign-in: somebody has shown that their authenticator works. */
  readonly isVerified: boolean;
  /** Wrong codes in a row. */
  readonly failures: number;
  readonly lockedUntilMs: number | null;
}

/** Something that may be used once: a step of a sign-in, a code that was spent, a way back in. */
export interface OneTimeRecord {
  readonly id: string;
  /** How it is found: never a secret itself, but its hash. */
  readonly name: string;
  readonly value: string;
  readonly createdMs: number;
  readonly endsMs: number;
}

/** A seat in a workspace that waits for whoever holds its link. */
export interface InvitationRecord {
  readonly id: string;
  readonly workspaceId: number;
  /** In lower case. */
  readonly email: string;
  readonly role: AgentRecord["role"];
  /** SHA-256 of what the link holds, base64url. */
  readonly tokenHash: string;
  /** The agent who invited. */
  readonly invitedBy: number;
  readonly createdMs: number;
  readonly endsMs: number;
}

/** A change of who may sign in. */
export type AccountWrite =
  | { readonly kind: "put-account"; readonly account: AccountRecord }
  | { readonly kind: "put-session"; readonly session: SessionRecord }
  /** Notes a use; a session that is gone stays gone. */
  | { readonly kind: "note-session-use"; readonly sessionId: string; readonly usedMs: number }
  | { readonly kind: "delete-session"; readonly sessionId: string }
  /** Ends all of an account's, but the one that is kept. */
  | {
      readonly kind: "delete-sessions";
      readonly accountId: string;
      readonly keptId: string | null;
    }
  | { readonly kind: "put-two-factor"; readonly twoFactor: TwoFactorRecord }
  | { readonly kind: "delete-two-factor"; readonly accountId: string }
  /** Written only where no other has its id. */
  | { readonly kind: "add-one-time"; readonly oneTime: OneTimeRecord }
  /** Uses it up. Written only where it is there: of two who use it at once, one has. */
  | { readonly kind: "take-one-time"; readonly oneTimeId: string }
  | { readonly kind: "put-invitation"; readonly invitation: InvitationRecord }
  /** Accepts or revokes it. Written only where it is there. */
  | { readonly kind: "take-invitation"; readonly invitationId: string }
  /** Written only where the setting was never set. */
  | { readonly kind: "add-setting"; readonly name: string; readonly value: string }
  /** Forgets sessions, one-time rows and invitations that have ended, and sessions that nobody has used since. */
  | {
      readonly kind: "prune-access";
      readonly endedMs: number;
      readonly unusedSinceMs: number;
    };

/** Where accounts live. What has ended is still found: whoever reads compares the time. */
export interface AccountStore {
  account(id: string): Promise<AccountRecord | null>;
  /** By an address in lower case. */
  accountByEmail(email: string): Promise<AccountRecord | null>;
  /** Whom an account is, in every workspace. */
  agentsOfAccount(accountId: string): Promise<readonly AgentRecord[]>;
  session(id: string): Promise<SessionRecord | null>;
  sessionByHash(tokenHash: string): Promise<SessionRecord | null>;
  /** The newest first. */
  sessionsOf(accountId: string): Promise<readonly SessionRecord[]>;
  twoFactorOf(accountId: string): Promise<TwoFactorRecord | null>;
  oneTime(id: string): Promise<OneTimeRecord | null>;
  /** The newest first. */
  oneTimesOf(name: string): Promise<readonly OneTimeRecord[]>;
  /** The newest first. */
  invitations(workspaceId: number): Promise<readonly InvitationRecord[]>;
  invitationByHash(tokenHash: string): Promise<InvitationRecord | null>;
}
