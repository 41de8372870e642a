import { type EgressProblem, mostFlowDepth, type OutboundRequest } from "../ports/egress.ts";
import { readHeaders } from "./header-policy.ts";

/** The head of a request as it goes out, names and values in turn. */
export interface RequestHead {
  readonly headers: string[];
}

/** Checks method, headers and flow depth, and adds what this module itself sends. */
export function readHead(request: OutboundRequest): RequestHead | EgressProblem {
  if (!METHODS.has(request.method)) {
    return { code: "method", message: "This request method cannot be used." };
  }
  const depth = request.flowDepth;
  if (depth !== undefined && !isPermittedDepth(depth)) return TOO_DEEP;
  const read = readHeaders(request.headers);
  if ("code" in read) return read;
  const headers = request.policy === "hook" ? withoutEncodings(read) : read;
  if (depth !== undefined) headers.push("x-flow-depth", String(depth));
  return { headers };
}

function isPermittedDepth(depth: number): boolean {
  return Number.isInteger(depth) && depth >= 0 && depth <= mostFlowDepth;
}

const METHODS: ReadonlySet<string> = new Set([
  ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
]);
const TOO_DEEP: EgressProblem = {
  code: "flow-depth",
  message: `Flows have called each other more than ${mostFlowDepth} times in a row.`,
};

// A hook's answer is only logged: asked for plainly, it never needs to be unpacked.
function withoutEncodings(headers: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? "";
    if (name.toLowerCase() !== "accept-encoding") kept.push(name, headers[i + 1] ?? "");
  }
  kept.push("accept-encoding", "identity");
  return kept;
}
