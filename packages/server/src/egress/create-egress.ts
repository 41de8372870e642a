import { lookup as dnsLookup } from "node:dns";
import type {
  Egress,
  EgressPolicy,
  EgressProblem,
  Failed,
  OutboundAnswer,
} from "../ports/egress.ts";
import { createAddressGate, type OwnAddress } from "./address-gate.ts";
import type { AllowRule } from "./allow-list.ts";
import { type ConnectionPools, createConnectionPools } from "./connection-pools.ts";
import { exchange } from "./exchange.ts";
import { createInspectorDoor } from "./inspector-door.ts";
import { readHead } from "./request-policy.ts";
import { type Lookup, shareLookups } from "./shared-lookup.ts";
import { readTarget, type Target } from "./url-policy.ts";

/** What an installation decides about its way out. */
export interface EgressOptions {
  /** Private targets, from `parseAllowList`. */
  readonly allow: readonly AllowRule[];
  /** This installation's own addresses; calls to them are refused, but those to an inspector. */
  readonly own?: readonly OwnAddress[];
  /** Where this installation listens, for calls to its inspectors; without it these are refused as well. */
  readonly inspectorsAt?: string;
  /** Certificate authorities accepted beside Node's own, in PEM. */
  readonly extraAuthorities?: readonly string[];
  /** Open connections per origin, by who asks; further requests wait within their total time-out. No limit by default. */
  readonly maxConnectionsPerHost?: { readonly [P in EgressPolicy]?: number };
  readonly lookup?: Lookup;
  /** Milliseconds from any fixed point; only measures durations. */
  readonly now?: () => number;
}

/** Makes the product's one way out: policy on URL, headers and addresses, pooled connections, bounded waits and answers. */
export function createEgress(options: EgressOptions): Egress {
  const gate = createAddressGate({ allow: options.allow, own: options.own ?? [] });
  const now = options.now ?? (() => performance.now());
  const lookup = shareLookups(options.lookup ?? dnsLookup);
  const pools = createConnectionPools({
    gate,
    lookup,
    maxConnectionsPerHost: options.maxConnectionsPerHost ?? {},
    extraAuthorities: options.extraAuthorities ?? [],
  });
  const door =
    options.inspectorsAt === undefined
      ? null
      : createInspectorDoor(options.inspectorsAt, { gate, lookup });

  function findWay(url: string, policy: EgressPolicy): Way | EgressProblem {
    const inside = door?.targetOf(url);
    if (door && inside) return { target: inside, pools: door.pools };
    const target = readTarget(url, policy, gate);
    return "code" in target ? target : { target, pools };
  }

  const wayOfHook = rememberSome((url: string) => findWay(url, "hook"));
  const wayTo = (url: string, policy: EgressPolicy): Way | EgressProblem =>
    policy === "hook" ? wayOfHook(url) : findWay(url, policy);

  return {
    send: (request) => {
      const way = wayTo(request.url, request.policy);
      if ("code" in way) return refused(way);
      const head = readHead(request);
      if ("code" in head) return refused(head);
      const { target } = way;
      const dispatcher = way.pools.poolFor(request.policy, request.connectTimeoutMs);
      return exchange({ dispatcher, request, target, headers: head.headers, now });
    },
    check: (url, policy) => {
      const way = wayTo(url, policy);
      return "code" in way ? way : null;
    },
    close: async () => {
      await Promise.all([pools.close(), door?.close()]);
    },
  };
}

/** Where a request goes, and over which connections. */
interface Way {
  readonly target: Target;
  readonly pools: ConnectionPools;
}

const mostRemembered = 256;

/** Hooks have few addresses and call them all the time. What an address says by itself never changes. */
function rememberSome<T>(find: (url: string) => T): (url: string) => T {
  const known = new Map<string, T>();
  return (url) => {
    const before = known.get(url);
    if (before !== undefined) return before;
    const found = find(url);
    if (known.size >= mostRemembered) known.clear();
    known.set(url, found);
    return found;
  };
}

function refused(problem: EgressProblem): Promise<OutboundAnswer> {
  const answer: Failed = {
    kind: "failed",
    reason: "refused-by-policy",
    message: problem.message,
    detail: `${problem.code}: ${problem.message}`,
    sent: false,
    durationMs: 0,
  };
  return Promise.resolve(answer);
}
