import { isDomainName } from "../domain-name.ts";

const longestAddress = 2048;
const shape =
  /^(?:(https?):\/\/)?([^\s/?#@:\\]+)(?::(\d{1,5}))?((?:[/?#][^\s\p{Cc}\p{Cf}\\<>"`{|}^]*)?)$/iu;

/**
 * Reads the address of a web page and completes it: `example.org/a` becomes `https://example.org/a`. `null` for
 * other schemes, for user names in the address, and for hosts that are neither a domain nor an IPv4 address.
 */
export function readWebAddress(written: string): string | null {
  if (written.length > longestAddress) return null;
  const match = shape.exec(written);
  if (!match) return null;
  const [, scheme = "https", host = "", port, rest = ""] = match;
  if (!(isDomainName(host) || isIpv4(host)) || Number(port ?? 1) > 65_535) return null;
  const authority = port === undefined ? host : `${host}:${port}`;
  return `${scheme.toLowerCase()}://${authority.toLowerCase()}${rest}`;
}

function isIpv4(host: string): boolean {
  const bytes = host.split(".");
  return bytes.length === 4 && bytes.every((it) => /^\d{1,3}$/.test(it) && Number(it) <= 255);
}
