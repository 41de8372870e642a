/** Tells whether a text can be the name of an HTTP header; such as begin with a sign (`__proto__`) cannot. */
export function isHeaderName(name: string): boolean {
  return /^[a-z0-9][\w!#$%&'*+.^`|~-]{0,99}$/i.test(name);
}

const forbidden: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "forwarded",
  "host",
  "http2-settings",
  // The same on every repeat of a call: the engine's own.
  "idempotency-key",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-flow-depth",
  "x-real-ip",
]);
const forbiddenStarts = ["metadata", "proxy-", "x-aws-ec2-metadata-token", "x-forwarded-"];

/** Tells whether a header belongs to the transport, to proxies, to a cloud's metadata service or to Parley. */
export function isForbiddenHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return forbidden.has(lower) || forbiddenStarts.some((start) => lower.startsWith(start));
}
