import { inspectorPath } from "../ports/egress.ts";
import { type AddressGate, createAddressGate } from "./address-gate.ts";
import { parseAllowList } from "./allow-list.ts";
import { type ConnectionPools, createConnectionPools } from "./connection-pools.ts";
import type { Lookup } from "./shared-lookup.ts";
import { parseUrl, pathOf, type Target } from "./url-policy.ts";

/** The one path of this installation that its own requests may take: to an inspector, which only looks. */
export interface InspectorDoor {
  /** Where a request to an inspector's address goes; `null` for any other address. */
  targetOf(url: string): Target | null;
  readonly pools: ConnectionPools;
  close(): Promise<void>;
}

/**
 * Makes the door. Whatever our own address is outside (a name, a proxy, TLS), what goes to an inspector is sent to
 * where we listen, and connections of this door lead nowhere else.
 */
export function createInspectorDoor(
  /** Where this installation listens, such as `http://127.0.0.1:8420`. */
  origin: string,
  { gate, lookup }: { readonly gate: AddressGate; readonly lookup: Lookup },
): InspectorDoor {
  let pools: ConnectionPools | null = null;
  return {
    targetOf: (text) => {
      // Hardly any address is one; this is asked for each request.
      const url = text.includes(inspectorPath) ? parseUrl(text) : null;
      return url && isInspector(url, gate) ? { origin, path: pathOf(url) } : null;
    },
    // Most installations never need it, and making it reads every root certificate.
    get pools() {
      pools ??= createConnectionPools({
        ...{ gate: gateTo(origin), lookup, maxConnectionsPerHost: {}, extraAuthorities: [] },
      });
      return pools;
    },
    close: async () => pools?.close(),
  };
}

function isInspector(url: URL, gate: AddressGate): boolean {
  const isPlain = url.protocol === "http:";
  if ((!isPlain && url.protocol !== "https:") || url.username !== "" || url.password !== "")
    return false;
  const port = url.port === "" ? (isPlain ? 80 : 443) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // What is parsed has no dots left to climb; what is escaped is no part of an inspector's name.
  return gate.isOwn(host, port) && inspectorAddress.test(url.pathname);
}

const inspectorAddress = new RegExp(`^${inspectorPath}[A-Za-z0-9_-]{1,100}(?:/|$)`);

function gateTo(origin: string): AddressGate {
  const { hostname, port } = new URL(origin);
  return createAddressGate({ allow: parseAllowList(`${hostname}:${port || 80}`).rules, own: [] });
}
