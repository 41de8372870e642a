import type { FailureReason } from "../ports/egress.ts";
import { UNUSABLE_ADDRESS } from "./url-policy.ts";

/** What a flow author reads: the same for every cause whose difference would describe the inside of a network. */
export function failureMessage(reason: FailureReason, sent: boolean): string {
  // A wait that ended before anything was sent looks like any other failure to connect.
  if (reason === "timeout" && !sent) return MESSAGES.connect;
  return MESSAGES[reason];
}

const MESSAGES: Readonly<Record<FailureReason, string>> = {
  "refused-by-policy": UNUSABLE_ADDRESS,
  dns: UNUSABLE_ADDRESS,
  connect: "No connection to this server could be made.",
  tls: "The server's certificate could not be accepted.",
  timeout: "The server did not answer in time.",
  reset: "The server closed the connection before its answer was complete.",
  "too-large": "The server's answer is too large.",
  protocol: "The server's answer could not be understood.",
  aborted: "The call was given up.",
};
