import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Chance } from "../../ports/chance.ts";

/** A signing secret as Standard Webhooks writes it; `untilMs` is when it stops to sign, `null`: never. */
const HookSecret = z.object({
  secret: z.string().startsWith("whsec_"),
  untilMs: z.number().nullable(),
});
export type HookSecret = z.infer<typeof HookSecret>;

/** What a hook shows to its receiver: the token it was given, and what it signs with, newest first. */
const HookSecrets = z.object({
  token: z.string().nullable(),
  secrets: z.array(HookSecret).readonly(),
});
export type HookSecrets = Readonly<z.infer<typeof HookSecrets>>;

const nonceBytes = 12;
const tagBytes = 16;
const secretBytes = 32;
const mostSecrets = 3;
const overlapMs = 24 * 3600_000;

/** Makes them unreadable without the installation's key, as `HookRecord.sealed` holds them. */
export function sealSecrets(key: Uint8Array, secrets: HookSecrets): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(key), nonce);
  const closed = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString("base64url");
}

/** Reads what `sealSecrets` sealed. Throws when it was sealed with another key, or changed since. */
export function openSecrets(key: Uint8Array, sealed: string): HookSecrets {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(key), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = decipher.update(bytes.subarray(nonceBytes + tagBytes));
  return HookSecrets.parse(JSON.parse(Buffer.concat([text, decipher.final()]).toString("utf8")));
}

/** Draws a signing secret of 32 random bytes. */
export function drawSecret(chance: Pick<Chance, "secret">): string {
  const bytes = Buffer.from(chance.secret(secretBytes), "base64url");
  return `whsec_${bytes.toString("base64")}`;
}

/**
 * Puts a new secret in place. The one before it goes on signing for a day, and older ones to the end of theirs; the
 * oldest ends at once where there would be more than three signatures.
 */
export function rotateSecret(secrets: HookSecrets, secret: string, nowMs: number): HookSecrets {
  const older = secrets.secrets
    .map((it) => ({ ...it, untilMs: it.untilMs ?? nowMs + overlapMs }))
    .filter(({ untilMs }) => untilMs > nowMs);
  return { ...secrets, secrets: [{ secret, untilMs: null }, ...older].slice(0, mostSecrets) };
}

const sealingKey = (key: Uint8Array): Buffer =>
  Buffer.from(hkdfSync("sha256", key, "", "parley hook secrets", 32));
