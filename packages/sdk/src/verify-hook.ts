/** What of a hook's request its signature speaks for. Names of headers in lower case. */
export interface HookRequest {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** The body as it came, before anything has parsed it. */
  readonly body: string;
}

const toleranceSeconds = 300;

/**
 * Tells whether a request comes from the hook that has this secret (`whsec_…`), and was sent within five minutes.
 * As Standard Webhooks 1.0.0 describes it; any of several signatures will do. `nowMs` is for tests.
 */
export async function verifyHook(
  secret: string,
  { headers, body }: HookRequest,
  nowMs: number = Date.now(),
): Promise<boolean> {
  const [id, timestamp, signatures] = [
    headers["webhook-id"],
    headers["webhook-timestamp"],
    headers["webhook-signature"],
  ];
  if (typeof id !== "string" || typeof timestamp !== "string" || typeof signatures !== "string")
    return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const key = await keyOf(secret);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const checks = signatures.split(" ").map(async (text) => {
    const given = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(text)?.[1];
    // Compared by the platform, in a time that says nothing.
    return given !== undefined && crypto.subtle.verify("HMAC", key, bytesOf(given), signed);
  });
  return (await Promise.all(checks)).some((isGood) => isGood);
}

function keyOf(secret: string): Promise<CryptoKey> {
  if (!secret.startsWith("whsec_")) throw new TypeError("A hook's secret begins with whsec_.");
  const raw = bytesOf(secret.slice("whsec_".length));
  return crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
