import type { FlowDocument, FlowProblem } from "@parley/flow";
import { parseAllowList } from "./egress/allow-list.ts";
import { createEgress } from "./egress/create-egress.ts";
import type { EgressProblem } from "./ports/egress.ts";

/**
 * Warns of each Webhook block whose server would not be called under this allow-list, as far as its address tells
 * without looking a name up, with the entry that lets it through.
 */
export function refusedCalls(document: FlowDocument, egressAllow: string): readonly FlowProblem[] {
  return Object.entries(document.blocks).flatMap(([block, { kind, params }]) => {
    const url = kind === "webhook" ? originOf(params.url) : null;
    const problem = url && refusalOf(url, egressAllow);
    if (!url || !problem) return [];
    return [
      {
        ...{ path: `blocks.${block}.params.url`, block },
        code: "refused-address",
        message: `A server with these settings does not call ${url.origin}: ${problem.message}`,
        hint: hintFor(url, egressAllow),
        isWarning: true,
      },
    ];
  });
}

/** Protocol, host and port, in which no field may stand. What is no address has been said already. */
function originOf(template: unknown): URL | null {
  const origin = /^https?:\/\/[^/?#\\]+/i.exec(String(template))?.[0];
  return origin === undefined ? null : URL.parse(origin);
}

function refusalOf({ href }: URL, egressAllow: string): EgressProblem | null {
  return createEgress({ allow: parseAllowList(egressAllow).rules }).check(href, "webhook-block");
}

function hintFor(url: URL, egressAllow: string): string {
  const port = url.port || (url.protocol === "http:" ? "80" : "443");
  const entry = `${url.hostname}:${port}`;
  if (opens(entry, url, egressAllow)) return `Add ${entry} to PARLEY_EGRESS_ALLOW.`;
  const loopback = new URL(url);
  loopback.hostname = "127.0.0.1";
  if (isLocalhost(url) && opens(`127.0.0.1:${port}`, loopback, egressAllow))
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

/** Tells whether one more entry is all that is missing. */
const opens = (entry: string, url: URL, egressAllow: string): boolean =>
  parseAllowList(entry).problems.length === 0 && refusalOf(url, `${egressAllow},${entry}`) === null;

const isLocalhost = ({ hostname }: URL): boolean => /(?:^|\.)localhost$/.test(hostname);
