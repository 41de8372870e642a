import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** An address as its 4 or 16 bytes: policy never looks at how it was spelled. */
export type AddressBytes = readonly number[];

/** "public" needs no permission, "private" needs the installation's allow-list, "never" is refused whatever is allowed. */
export type AddressScope = "public" | "private" | "never";

/** Reads a literal IPv4 or IPv6 address in standard notation (no octal, short or decimal forms); null for anything else. */
export function parseAddress(text: string): AddressBytes | null {
  return isIP(text) === 0 ? null : ipaddr.parse(text).toByteArray();
}

/** Sorts an address by its bytes; what no range names is never allowed in IPv6 and public in IPv4. */
export function classify(address: AddressBytes): AddressScope {
  const ranges = address.length === 4 ? IPV4_RANGES : IPV6_RANGES;
  for (const [range, scope] of ranges) if (contains(range, address)) return scope;
  return address.length === 4 ? "public" : "never";
}

/** A block of addresses: those that share the first `bits` bits. */
export interface Range {
  readonly bytes: AddressBytes;
  readonly bits: number;
}

/** Says whether a range of the same family holds the address. */
export function contains(range: Range, address: AddressBytes): boolean {
  if (range.bytes.length !== address.length) return false;
  const whole = range.bits >> 3;
  for (let i = 0; i < whole; i += 1) if (range.bytes[i] !== address[i]) return false;
  const rest = range.bits & 7;
  if (rest === 0) return true;
  return (((range.bytes[whole] ?? 0) ^ (address[whole] ?? 0)) & (0xff << (8 - rest)) & 0xff) === 0;
}

function table(rows: readonly (readonly [AddressScope, readonly string[]])[]) {
  return rows.flatMap(([scope, cidrs]) => cidrs.map((cidr) => [range(cidr), scope] as const));
}

function range(cidr: string): Range {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  return { bytes: address.toByteArray(), bits };
}

// The first range that holds an address decides.
const IPV4_RANGES = table([
  // Link-local and cloud metadata: an allow-list entry that covers them is a mistake.
  ["never", ["169.254.0.0/16", "100.100.100.200/32", "168.63.129.16/32"]],
  ["never", ["0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4"]],
  ["private", ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]],
  ["private", ["192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"]],
]);

// Whatever can carry an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo) stays out by not being named here.
const IPV6_RANGES = table([
  ["never", ["fd00:ec2::254/128", "fd20:ce::254/128"]],
  ["private", ["::1/128", "fc00::/7", "2001:db8::/32", "3fff::/20"]],
  ["never", ["2001::/23", "2002::/16"]],
  ["public", ["2000::/3"]],
]);
