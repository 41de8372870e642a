import type { FlowDocument, FlowProblem } from "@parley/flow";
import { refusedAddress } from "./refused-address.ts";

/**
 * Warns of each Webhook block whose server would not be called under this allow-list, as far as its address tells
 * without looking a name up, with the entry that lets it through.
 */
export function refusedCalls(document: FlowDocument, egressAllow: string): readonly FlowProblem[] {
  return Object.entries(document.blocks).flatMap(([block, { kind, params }]) => {
    const url = kind === "webhook" ? originOf(params.url) : null;
    const refused = url && refusedAddress(url, "webhook-block", egressAllow);
    if (!refused) return [];
    const path = `blocks.${block}.params.url`;
    return [{ path, block, code: "refused-address", ...refused, isWarning: true }];
  });
}

/** Protocol, host and port, in which no field may stand. What is no address has been said already. */
function originOf(template: unknown): URL | null {
  const origin = /^https?:\/\/[^/?#\\]+/i.exec(String(template))?.[0];
  return origin === undefined ? null : URL.parse(origin);
}
