/** Headers as they may be shown to whoever may read, but not change: of what opens a door, at most the scheme is left. */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    isSecretName(name) ? masked(value) : value,
  ]);
  return Object.fromEntries(shown);
}

/** What stands in the place of a secret. */
export const mask = "****";

/** By their names, as senders call such things what they like. */
const secretNames =
  /auth(?:orization)?(?![a-z])|cookie|token(?![a-z])|secret|passw|pwd|credential|session|jwt|assertion|api[-_.]?key|[-_.]key$/;
/** Named alike, and no secrets. */
const openNames: ReadonlySet<string> = new Set(["idempotency-key", "sec-websocket-key"]);

/** Tells by its name whether a header, a parameter or a key holds what opens a door. */
export function isSecretName(name: string): boolean {
  const folded = name.toLowerCase();
  return secretNames.test(folded) && !openNames.has(folded);
}

/** Of any other value, the first word may be the secret itself. */
const schemes =
  /^(?:token|bearer|basic|digest|apikey|api-key|dpop|gnap|hawk|hmac|hoba|mutual|negotiate|ntlm|oauth|privatetoken|signature|vapid|scram-sha-(?:1|256)|aws4-hmac-sha256)(?=\s)/i;

function masked(value: string): string {
  const scheme = schemes.exec(value)?.[0];
  return scheme === undefined ? mask : `${scheme} ${mask}`;
}
