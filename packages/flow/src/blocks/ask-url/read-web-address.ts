const longestAddress = 2048;
const shape =
  /^(?:(https?):\/\/)?([^\s/?#@:\\]+)(?::(\d{1,5}))?((?:[/?#][^\s\p{Cc}\p{Cf}\\<>"`{|}^]*)?)$/iu;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * Reads the address of a web page and completes it: `example.org/a` becomes `https://example.org/a`. `null` for
 * other schemes, for user names in the address, and for hosts that are neither a domain nor an IPv4 address.
 */
export function readWebAddress(written: string): string | null {
  if (written.length > longestAddress) return null;
  const match = shape.exec(written);
  if (!match) return null;
  const [, scheme = "https", host = "", port, rest = ""] = match;
  if (!isHost(host) || Number(port ?? 1) > 65_535) return null;
  const authority = port === undefined ? host : `${host}:${port}`;
  return `${scheme.toLowerCase()}://${authority.toLowerCase()}${rest}`;
}

function isHost(host: string): boolean {
  if (host.length > 253) return false;
  const labels = host.split(".");
  if (labels.length < 2 || !labels.every((it) => label.test(it))) return false;
  const isNumeric = /^\d+$/.test(labels.at(-1) ?? "");
  return !isNumeric || (labels.length === 4 && labels.every(isByte));
}

function isByte(digits: string): boolean {
  return /^\d{1,3}$/.test(digits) && Number(digits) <= 255;
}
