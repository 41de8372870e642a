/**
 * Our records as the sign-in library reads and writes them.
 *
 * Its `user` and `account` are one record here, as each of ours has a password and nothing else. What it calls a
 * session's token is kept as a hash: a row that was found by its token carries the token again.
 */
import { z } from "zod";
import type {
  AccountRecord,
  OneTimeRecord,
  SessionRecord,
  TwoFactorRecord,
} from "../../../ports/accounts.ts";
import { hashText } from "../../hash-text.ts";

export type LibraryRow = Readonly<Record<string, unknown>>;

/** Its names of tables. */
export const LibraryModel = z.enum(["user", "account", "session", "verification", "twoFactor"]);
export type LibraryModel = z.infer<typeof LibraryModel>;

export const userRow = (account: AccountRecord): LibraryRow => ({
  ...{ id: account.id, name: account.name, email: account.email, emailVerified: true, image: null },
  ...{ createdAt: account.createdMs, updatedAt: account.updatedMs },
  twoFactorEnabled: account.hasTwoFactor,
});

const User = z.object({ name: z.string(), twoFactorEnabled: z.boolean(), updatedAt: z.number() });

export function withUser(account: AccountRecord, row: LibraryRow): AccountRecord {
  const { name, twoFactorEnabled, updatedAt } = User.parse(row);
  return { ...account, name, hasTwoFactor: twoFactorEnabled, updatedMs: updatedAt };
}

export const passwordRow = (account: AccountRecord): LibraryRow => ({
  ...{ id: account.id, accountId: account.id, userId: account.id, providerId: "credential" },
  ...{ password: account.passwordHash, createdAt: account.createdMs, updatedAt: account.updatedMs },
});

const Password = z.object({ password: z.string().startsWith("$argon2id$"), updatedAt: z.number() });

export function withPassword(account: AccountRecord, row: LibraryRow): AccountRecord {
  const { password, updatedAt } = Password.parse(row);
  return { ...account, passwordHash: password, updatedMs: updatedAt };
}

export const sessionRow = (session: SessionRecord, token: string): LibraryRow => ({
  ...{ id: session.id, userId: session.accountId, token, expiresAt: session.endsMs },
  ...{ ipAddress: session.address, userAgent: session.userAgent },
  ...{ createdAt: session.createdMs, updatedAt: session.usedMs },
});

const Session = z.object({
  ...{ id: z.string(), userId: z.string(), token: z.string().min(32), expiresAt: z.number() },
  ...{ ipAddress: z.string().nullish(), userAgent: z.string().nullish() },
  ...{ createdAt: z.number(), updatedAt: z.number() },
});

const longestUserAgent = 300;

export function sessionOf(row: LibraryRow): SessionRecord {
  const it = Session.parse(row);
  return {
    ...{ id: it.id, accountId: it.userId, tokenHash: hashText(it.token), endsMs: it.expiresAt },
    ...{ address: it.ipAddress ?? "", userAgent: (it.userAgent ?? "").slice(0, longestUserAgent) },
    ...{ createdMs: it.createdAt, usedMs: it.updatedAt },
  };
}

export const oneTimeRow = (oneTime: OneTimeRecord): LibraryRow => ({
  ...{ id: oneTime.id, identifier: oneTime.name, value: oneTime.value },
  ...{ createdAt: oneTime.createdMs, updatedAt: oneTime.createdMs, expiresAt: oneTime.endsMs },
});

const OneTime = z.object({
  ...{ id: z.string(), identifier: z.string(), value: z.string() },
  ...{ createdAt: z.number(), expiresAt: z.number() },
});

export function oneTimeOf(row: LibraryRow): OneTimeRecord {
  const { id, identifier, value, createdAt, expiresAt } = OneTime.parse(row);
  return { id, name: identifier, value, createdMs: createdAt, endsMs: expiresAt };
}

export const twoFactorRow = (it: TwoFactorRecord): LibraryRow => ({
  ...{ id: it.accountId, userId: it.accountId, secret: it.secret, backupCodes: it.backupCodes },
  ...{ verified: it.isVerified, failedVerificationCount: it.failures },
  lockedUntil: it.lockedUntilMs,
});

const TwoFactor = z.object({
  ...{ userId: z.string(), secret: z.string(), backupCodes: z.string(), verified: z.boolean() },
  ...{ failedVerificationCount: z.number().nullish(), lockedUntil: z.number().nullish() },
});

export function twoFactorOf(row: LibraryRow): TwoFactorRecord {
  const it = TwoFactor.parse(row);
  return {
    ...{ accountId: it.userId, secret: it.secret, backupCodes: it.backupCodes },
    ...{ isVerified: it.verified, failures: it.failedVerificationCount ?? 0 },
    lockedUntilMs: it.lockedUntil ?? null,
  };
}
