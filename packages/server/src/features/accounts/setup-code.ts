import { createHmac, timingSafeEqual } from "node:crypto";
import type { AccountKeys } from "./account-keys.ts";

/**
 * The code that first-run set-up asks for. It is drawn from the installation's key, so that a command beside the server
 * can print it again; it opens nothing once there is an account.
 */
export function setupCode({ setup }: Pick<AccountKeys, "setup">): string {
  const bytes = createHmac("sha256", setup).update("code").digest();
  const signs = [...bytes.subarray(0, 20)].map((byte) => alphabet[byte % alphabet.length]);
  return [0, 5, 10, 15].map((at) => signs.slice(at, at + 5).join("")).join("-");
}

/** Compares what was typed, in any case and with any dashes, in constant time. */
export function isSetupCode(given: string, keys: Pick<AccountKeys, "setup">): boolean {
  const digest = (text: string) =>
    createHmac("sha256", keys.setup)
      .update(text.toUpperCase().replace(/[^A-Z0-9]/g, ""))
      .digest();
  return timingSafeEqual(digest(given), digest(setupCode(keys)));
}

/** Without what is mistaken for something else: 32 signs, five bits each. */
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
