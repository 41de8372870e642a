import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** An older or newer request is not taken: whoever overheard one cannot send it again tomorrow. */
const toleranceS = 300;

/**
 * Whether a hook's request was signed with this secret (`whsec_…`), by Standard Webhooks 1.0.0.
 * `body` is what came over the wire, not JSON that was parsed and written again. While a secret is rotated there are two
 * signatures; one that fits is enough.
 */
export function isSigned(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secret: string,
  now = Date.now(),
): boolean {
  const id = String(headers["webhook-id"]);
  const timestamp = String(headers["webhook-timestamp"]);
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= toleranceS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const own = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  return String(headers["webhook-signature"])
    .split(" ")
    .filter((it) => it.startsWith("v1,"))
    .map((it) => Buffer.from(it.slice(3), "base64"))
    .some((theirs) => theirs.length === own.length && timingSafeEqual(theirs, own));
}
