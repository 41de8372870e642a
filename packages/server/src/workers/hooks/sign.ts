import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";

/** A hook's token and signing secrets, opened. */
export interface HookSecrets {
  /** Sent as it is; `null` when the hook has none. */
  readonly token: string | null;
  /** In the form of Standard Webhooks, `whsec_` and base64; valid until then, `null` for as long as the hook lives. */
  readonly secrets: readonly { readonly secret: string; readonly untilMs: number | null }[];
}

/** Signs attempts of one hook. */
export type Sign = (eventId: string, atSeconds: number, body: Uint8Array) => string;

/** Makes a hook's signature as Standard Webhooks 1.0.0 has it, with every secret that is valid at the time: two while one is replaced. */
export function createSign(secrets: HookSecrets["secrets"]): Sign {
  const keys = secrets.map(({ secret, untilMs }) => ({ key: keyOf(secret), untilMs }));
  return (eventId, atSeconds, body) =>
    keys
      .filter(({ untilMs }) => untilMs === null || untilMs > atSeconds * 1000)
      .map(({ key }) => `v1,${signature(key, eventId, atSeconds, body)}`)
      .join(" ");
}

function signature(key: KeyObject, eventId: string, atSeconds: number, body: Uint8Array): string {
  return createHmac("sha256", key).update(`${eventId}.${atSeconds}.`).update(body).digest("base64");
}

function keyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret.replace(/^whsec_/, ""), "base64"));
}

/** The stable name of an event in the form of a Sentry trace, `<32 hex>-<16 hex>-0`, which Landbot's receivers dedupe by. */
export function sentryTrace(eventId: string): string {
  const digest = hash("sha256", eventId);
  return `${digest.slice(0, 32)}-${digest.slice(32, 48)}-0`;
}
