import { lookup as dnsLookup } from "node:dns";
import type { Egress, EgressProblem, Failed, OutboundAnswer } from "../ports/egress.ts";
import { createAddressGate, type OwnAddress } from "./address-gate.ts";
import type { AllowRule } from "./allow-list.ts";
import { createConnectionPools } from "./connection-pools.ts";
import { exchange } from "./exchange.ts";
import { readHead } from "./request-policy.ts";
import { type Lookup, shareLookups } from "./shared-lookup.ts";
import { readTarget } from "./url-policy.ts";

/** What an installation decides about its way out. */
export interface EgressOptions {
  /** Private targets, from `parseAllowList`. */
  readonly allow: readonly AllowRule[];
  /** This installation's own addresses; calls to them are refused. */
  readonly own?: readonly OwnAddress[];
  /** Certificate authorities accepted beside Node's own, in PEM. */
  readonly extraAuthorities?: readonly string[];
  /** Open connections per origin; further requests wait within their total time-out. No limit by default. */
  readonly maxConnectionsPerHost?: number;
  readonly lookup?: Lookup;
  /** Milliseconds from any fixed point; only measures durations. */
  readonly now?: () => number;
}

/** Makes the product's one way out: policy on URL, headers and addresses, pooled connections, bounded waits and answers. */
export function createEgress(options: EgressOptions): Egress {
  const gate = createAddressGate({ allow: options.allow, own: options.own ?? [] });
  const now = options.now ?? (() => performance.now());
  const pools = createConnectionPools({
    gate,
    lookup: shareLookups(options.lookup ?? dnsLookup),
    maxConnectionsPerHost: options.maxConnectionsPerHost ?? null,
    extraAuthorities: options.extraAuthorities ?? [],
  });
  return {
    send: (request) => {
      const target = readTarget(request.url, request.policy, gate);
      if ("code" in target) return refused(target);
      const head = readHead(request);
      if ("code" in head) return refused(head);
      const dispatcher = pools.poolFor(request.policy, request.connectTimeoutMs);
      return exchange({ dispatcher, request, target, headers: head.headers, now });
    },
    check: (url, policy) => {
      const target = readTarget(url, policy, gate);
      return "code" in target ? target : null;
    },
    close: () => pools.close(),
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
