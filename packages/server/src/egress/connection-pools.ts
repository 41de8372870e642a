import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { Agent, type Dispatcher } from "undici";
import type { EgressPolicy } from "../ports/egress.ts";
import type { AddressGate } from "./address-gate.ts";
import { createConnector } from "./connector.ts";
import type { Lookup } from "./shared-lookup.ts";

/** Kept connections, apart for each policy: one that a hook may use is not one that a Webhook block may use. */
export interface ConnectionPools {
  poolFor(policy: EgressPolicy, connectTimeoutMs: number): Dispatcher;
  close(): Promise<void>;
}

/** Makes the pools; each is opened when it is first asked for. */
export function createConnectionPools(options: {
  gate: AddressGate;
  lookup: Lookup;
  maxConnectionsPerHost: { readonly [P in EgressPolicy]?: number };
  extraAuthorities: readonly string[];
}): ConnectionPools {
  const { gate, lookup, maxConnectionsPerHost } = options;
  const pools = new Map<string, Agent>();
  // Building it reads every root certificate, so all connections share one, made when the first asks for it.
  const secureContext = createTrust(options.extraAuthorities);
  let isClosed = false;
  const open = (policy: EgressPolicy, connectTimeoutMs: number): Agent =>
    new Agent({
      connect: createConnector({ gate, lookup, policy, connectTimeoutMs, secureContext }),
      connections: maxConnectionsPerHost[policy] ?? null,
      allowH2: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
      // The exchange's own timer covers head and body, also when they drip.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  return {
    poolFor: (policy, connectTimeoutMs) => {
      const key = `${policy} ${connectTimeoutMs}`;
      const known = pools.get(key);
      if (known !== undefined) return known;
      const pool = open(policy, connectTimeoutMs);
      pools.set(key, pool);
      if (isClosed) void pool.close();
      return pool;
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

const MAX_HEADER_BYTES = 16_384;
const KEEP_ALIVE_MAX_MS = 60_000;
const minVersion = "TLSv1.2";

function createTrust(extraAuthorities: readonly string[]): () => SecureContext {
  let trust: SecureContext | null = null;
  return () => {
    trust ??= createSecureContext({
      minVersion,
      ...(extraAuthorities.length > 0 && {
        ca: [...getCACertificates("default"), ...extraAuthorities],
      }),
    });
    return trust;
  };
}
