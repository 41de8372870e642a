import type {
  AccountRecord,
  InvitationRecord,
  OneTimeRecord,
  SessionRecord,
  TwoFactorRecord,
} from "../../ports/accounts.ts";
import { flag, nullable, number, oneOf, text } from "./column.ts";
import { table } from "./table.ts";

export const accountTable = table<AccountRecord>("account", {
  id: text,
  name: text,
  email: text,
  passwordHash: text,
  hasTwoFactor: flag,
  createdMs: number,
  updatedMs: number,
});

export const sessionTable = table<SessionRecord>("session", {
  id: text,
  accountId: text,
  tokenHash: text,
  address: text,
  userAgent: text,
  createdMs: number,
  usedMs: number,
  endsMs: number,
});

export const twoFactorTable = table<TwoFactorRecord>("two_factor", {
  accountId: text,
  secret: text,
  backupCodes: text,
  isVerified: flag,
  failures: number,
  lockedUntilMs: nullable(number),
});

export const oneTimeTable = table<OneTimeRecord>("one_time", {
  id: text,
  name: text,
  value: text,
  createdMs: number,
  endsMs: number,
});

export const invitationTable = table<InvitationRecord>("invitation", {
  id: text,
  workspaceId: number,
  email: text,
  role: oneOf(["admin", "manager", "agent"]),
  tokenHash: text,
  invitedBy: number,
  createdMs: number,
  endsMs: number,
});
