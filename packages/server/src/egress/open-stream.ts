import { lookup } from "node:dns";
import { createAddressGate } from "./address-gate.ts";
import type { AllowRule } from "./allow-list.ts";
import { createConnectionPools } from "./connection-pools.ts";
import { describe } from "./egress-error.ts";
import { shareLookups } from "./shared-lookup.ts";
import { readTarget } from "./url-policy.ts";

/** An answer that goes on for as long as somebody reads it. */
export interface OpenedStream {
  readonly status: number;
  /** Its text, piece by piece. Ends with the answer; throws when the connection breaks. */
  readonly pieces: AsyncIterable<string>;
}

const connectTimeoutMs = 5_000;

/**
 * Asks for an answer that does not end, through the same gate as every request. Throws when it cannot be asked for.
 * `signal` ends it.
 */
export async function openStream(
  url: string,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly allow: readonly AllowRule[];
    readonly signal: AbortSignal;
  },
): Promise<OpenedStream> {
  const { headers, allow, signal } = options;
  const gate = createAddressGate({ allow, own: [] });
  const target = readTarget(url, "hook", gate);
  if ("code" in target) throw new Error(target.message);
  const pools = createConnectionPools({
    ...{ gate, lookup: shareLookups(lookup), maxConnectionsPerHost: {}, extraAuthorities: [] },
  });
  try {
    const { origin, path } = target;
    const dispatcher = pools.poolFor("hook", connectTimeoutMs);
    const answer = await dispatcher.request({ origin, path, method: "GET", headers, signal });
    answer.body.setEncoding("utf8");
    return { status: answer.statusCode, pieces: piecesOf(answer.body, () => pools.close()) };
  } catch (error) {
    void pools.close();
    throw new Error(`${origin(url)} cannot be reached: ${describe(error)}`);
  }
}

async function* piecesOf(
  body: AsyncIterable<string>,
  close: () => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  try {
    yield* body;
  } finally {
    void close();
  }
}

const origin = (url: string): string => URL.parse(url)?.origin ?? url;
