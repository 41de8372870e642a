import { parseAllowList } from "./egress/allow-list.ts";
import { createEgress } from "./egress/create-egress.ts";
import type { EgressPolicy, EgressProblem } from "./ports/egress.ts";

/** Why a server is not called, and what lets it be. */
export interface RefusedAddress {
  readonly message: string;
  readonly hint: string;
}

/**
 * Tells that a server would not be called under this allow-list, as far as its address tells without looking a name up,
 * with the entry that lets it through; `null` when it would be.
 */
export function refusedAddress(
  url: URL,
  policy: EgressPolicy,
  egressAllow: string,
): RefusedAddress | null {
  const refusalOf: RefusalOf = ({ href }, allow) =>
    createEgress({ allow: parseAllowList(allow).rules }).check(href, policy);
  const problem = refusalOf(url, egressAllow);
  return (
    problem && {
      message: `A server with these settings does not call ${url.origin}: ${problem.message}`,
      hint: hintFor(url, egressAllow, refusalOf),
    }
  );
}

type RefusalOf = (url: URL, egressAllow: string) => EgressProblem | null;

function hintFor(url: URL, egressAllow: string, refusalOf: RefusalOf): string {
  // Whether one more entry is all that is missing.
  const opens = (entry: string, to: URL): boolean =>
    parseAllowList(entry).problems.length === 0 &&
    refusalOf(to, `${egressAllow},${entry}`) === null;
  const port = url.port || (url.protocol === "http:" ? "80" : "443");
  const entry = `${url.hostname}:${port}`;
  if (opens(entry, url)) return `Add ${entry} to PARLEY_EGRESS_ALLOW.`;
  const loopback = new URL(url);
  loopback.hostname = "127.0.0.1";
  if (isLocalhost(url) && opens(`127.0.0.1:${port}`, loopback))
    return `Write ${loopback.origin} in its place, and add 127.0.0.1:${port} to PARLEY_EGRESS_ALLOW.`;
  const left = refusalOf(url, somewhereElse);
  if (left === null)
    return `Use https, or add the address behind the name to PARLEY_EGRESS_ALLOW: <address>:${port}.`;
  if (left.code === "name")
    return `Write the server's address in place of its name, and add <address>:${port} to PARLEY_EGRESS_ALLOW.`;
  return "No entry of PARLEY_EGRESS_ALLOW lets it through.";
}

/** Whatever it names, an allow-list lets http be tried. */
const somewhereElse = "192.0.2.1";

const isLocalhost = ({ hostname }: URL): boolean => /(?:^|\.)localhost$/.test(hostname);
