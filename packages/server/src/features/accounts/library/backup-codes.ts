import { createHmac } from "node:crypto";
import { symmetricDecrypt } from "better-auth/crypto";
import { z } from "zod";
import type { AccountKeys } from "../account-keys.ts";

type Keys = Pick<AccountKeys, "backupCodes" | "signIn">;

const mark = "h1.";

/** A backup code as it is kept and compared: whoever has the database, or measures a comparison, learns no code. */
export const hashBackupCode = ({ backupCodes }: Pick<Keys, "backupCodes">, code: string): string =>
  mark + createHmac("sha256", backupCodes).update(code).digest("base64url");

const Codes = z.array(z.string());

/**
 * How the sign-in library keeps backup codes: as hashes, which it compares with the hash of what was typed. Codes that
 * were kept before, sealed, go on to open.
 */
export function keepBackupCodes(keys: Keys) {
  const hashed = (json: string): string =>
    JSON.stringify(
      Codes.parse(JSON.parse(json)).map((code) =>
        // The rest of the codes comes by again, whenever one was used.
        code.startsWith(mark) ? code : hashBackupCode(keys, code),
      ),
    );
  return {
    encrypt: async (json: string): Promise<string> => hashed(json),
    decrypt: async (kept: string): Promise<string> =>
      kept.startsWith("[")
        ? kept
        : hashed(await symmetricDecrypt({ key: keys.signIn, data: kept })),
  };
}
