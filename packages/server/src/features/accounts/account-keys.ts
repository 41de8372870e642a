import { createHmac, hkdfSync } from "node:crypto";

/** What is derived from the installation's key for accounts: each purpose has a key of its own. */
export interface AccountKeys {
  /** Signs cookies; seals the secrets of authenticators and backup codes. */
  readonly signIn: string;
  /** Hashes backup codes. */
  readonly backupCodes: Buffer;
  /** Draws the code that first-run set-up asks for. */
  readonly setup: Buffer;
  /** A secret of an account that no table holds: stored answers that show a secret are enciphered with it. */
  answersOf(accountId: string): string;
}

/** Derives the keys. */
export function deriveAccountKeys(installationKey: Uint8Array): AccountKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", installationKey, "", purpose, 32));
  const answers = derive("parley studio answers");
  return {
    signIn: derive("parley studio sign-in").toString("base64url"),
    backupCodes: derive("parley studio backup codes"),
    setup: derive("parley studio set-up"),
    answersOf: (accountId) => createHmac("sha256", answers).update(accountId).digest("base64url"),
  };
}
