import { networkInterfaces } from "node:os";
import { type AddressBytes, classify, parseAddress } from "./address-policy.ts";
import { type AllowRule, isAllowListed } from "./allow-list.ts";

/** Where this installation itself listens: calls to it would go round in circles. */
export interface OwnAddress {
  /** `0.0.0.0` or `::` stands for all addresses that this machine has. */
  readonly host: string;
  readonly port: number;
}

/** The decision on one address, used on literals, on every resolver answer and on the connected socket alike. */
export interface AddressGate {
  /** Why this address on this port is refused (for the log), or null; `mustBeListed` also refuses public ones not on the allow-list. */
  refusal(address: string, port: number, mustBeListed: boolean): string | null;
  /** Says whether host and port, as written, are the installation's own. */
  isOwn(host: string, port: number): boolean;
  /** Whether the allow-list names anything at all. */
  readonly hasAllowList: boolean;
}

/** Makes the gate of one installation from its allow-list and its own addresses. */
export function createAddressGate(options: {
  allow: readonly AllowRule[];
  own: readonly OwnAddress[];
  /** The addresses that this machine has; as the system tells, by default. */
  machine?: readonly string[];
}): AddressGate {
  const { allow } = options;
  const own = new Set(options.own.map(({ host, port }) => `${canonicalHost(host)} ${port}`));
  const isOwn = createIsOwn(own, options.machine);
  return {
    hasAllowList: allow.length > 0,
    isOwn,
    refusal: (address, port, mustBeListed) => {
      const bytes = parseAddress(address);
      if (bytes === null) return `${address} is not an address`;
      if (own.size > 0 && isOwn(address, port)) return `${address}:${port} is our own`;
      return scopeRefusal({ bytes, address, port, mustBeListed, allow });
    },
  };
}

function createIsOwn(own: ReadonlySet<string>, machine = ownMachine()): AddressGate["isOwn"] {
  const here = new Set(machine.map(canonicalHost));
  const isHere = (host: string): boolean => host.startsWith("127.") || here.has(host);
  return (written, port) => {
    const host = canonicalHost(written);
    if (own.has(`${host} ${port}`)) return true;
    return everywhere.some((it) => own.has(`${it} ${port}`)) && isHere(host);
  };
}

const ownMachine = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));

function scopeRefusal(asked: {
  bytes: AddressBytes;
  address: string;
  port: number;
  mustBeListed: boolean;
  allow: readonly AllowRule[];
}): string | null {
  const scope = classify(asked.bytes);
  if (scope === "never") return `${asked.address} is never allowed`;
  if (scope === "public" && !asked.mustBeListed) return null;
  if (isAllowListed(asked.allow, asked.bytes, asked.port)) return null;
  return `${asked.address}:${asked.port} is ${scope} and not on the allow-list`;
}

function canonicalHost(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "");
  return parseAddress(bare)?.join(".") ?? bare.toLowerCase().replace(/\.+$/, "");
}

/** Whoever listens on one of these is reached by every address of the machine. */
const everywhere = ["0.0.0.0", "::"].map(canonicalHost);
