import {
  type AddressBytes,
  classify,
  contains,
  parseAddress,
  type Range,
} from "./address-policy.ts";

/** Private targets the installation names itself: a range of addresses, on one port or on every port the port policy has. */
export interface AllowRule {
  readonly range: Range;
  readonly port: number | null;
}

/** What an allow-list setting says, and everything that is wrong with it. */
export interface AllowList {
  readonly rules: readonly AllowRule[];
  readonly problems: readonly string[];
}

/** Reads `CIDR[:port]` entries between commas (IPv6 in brackets when a port follows: `[fd00::/8]:8080`) and reports every problem. */
export function parseAllowList(text: string): AllowList {
  const rules: AllowRule[] = [];
  const problems: string[] = [];
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const read = readEntry(entry);
    if (typeof read === "string") problems.push(`"${entry}": ${read}`);
    else rules.push(read);
  }
  return { rules, problems };
}

/** Says whether a rule names this address on this port. */
export function isAllowListed(
  rules: readonly AllowRule[],
  address: AddressBytes,
  port: number,
): boolean {
  return rules.some(
    (rule) => (rule.port === null || rule.port === port) && contains(rule.range, address),
  );
}

function readEntry(entry: string): AllowRule | string {
  const { cidr, portText } = splitPort(entry);
  const [address = "", bitsText, ...more] = cidr.split("/");
  const bytes = parseAddress(address);
  if (bytes === null || more.length > 0) return HOW;
  const bits = bitsText === undefined ? bytes.length * 8 : wholeNumber(bitsText, bytes.length * 8);
  if (bits === null) return `the prefix length must be 1 to ${bytes.length * 8}.`;
  const port = portText === null ? null : wholeNumber(portText, 65_535);
  if (portText !== null && port === null) return "the port must be 1 to 65535.";
  return rangeProblem({ bytes, bits }) ?? { range: { bytes, bits }, port };
}

const HOW = "write an address or CIDR such as 10.0.0.0/8, 10.1.2.3:8080 or [fd00::/8]:8080.";

function splitPort(entry: string): { cidr: string; portText: string | null } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(entry);
  if (bracketed) return { cidr: bracketed[1] ?? "", portText: bracketed[2] ?? null };
  const [before = "", after, ...more] = entry.split(":");
  // More than one colon is an IPv6 address, whose port would be ambiguous.
  if (more.length > 0) return { cidr: entry, portText: null };
  return { cidr: before, portText: after ?? null };
}

function wholeNumber(text: string, max: number): number | null {
  if (!/^\d{1,5}$/.test(text)) return null;
  const value = Number(text);
  return value >= 1 && value <= max ? value : null;
}

function rangeProblem(range: Range): string | null {
  const network = range.bytes.map((byte, i) => byte & maskByte(range.bits, i));
  if (network.some((byte, i) => byte !== range.bytes[i])) {
    return `has bits set beyond /${range.bits}; write the network's first address, or a longer prefix.`;
  }
  if (isNever(range)) return "is never allowed (metadata, link-local, or IPv4 written as IPv6).";
  return null;
}

function maskByte(bits: number, index: number): number {
  const here = Math.min(8, Math.max(0, bits - index * 8));
  return (0xff << (8 - here)) & 0xff;
}

// The first address speaks for the whole range only where the range is all of one kind: single hosts above all.
function isNever(range: Range): boolean {
  const last = range.bytes.map((byte, i) => byte | (~maskByte(range.bits, i) & 0xff));
  return classify(range.bytes) === "never" && classify(last) === "never";
}
