import type { OutboundRequest } from "../../ports/egress.ts";

/** A small request with short time-outs, so that a test of a silent server does not wait for long. */
export function outboundRequest(
  changes: Partial<OutboundRequest> & Pick<OutboundRequest, "url">,
): OutboundRequest {
  return {
    method: "POST",
    headers: {},
    body: "{}",
    policy: "hook",
    connectTimeoutMs: 300,
    totalTimeoutMs: 1000,
    maxAnswerBytes: 65_536,
    ...changes,
  };
}
