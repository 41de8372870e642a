import type { IncomingMessage, ServerResponse } from "node:http";
import { type HookMessage, hookMessage } from "./hook-message.ts";
import { isSigned } from "./is-signed.ts";
import { readBody } from "./read-body.ts";

/** How a receiver takes what it is sent. */
export interface Receiver {
  /** The hook's signing secret, `whsec_…`. */
  readonly secret: string;
  /** Does the work. It may be called again with the same `event_id`, and two customers' messages may overlap. */
  readonly take: (message: HookMessage) => Promise<void> | void;
  /** Hears why a message could not be taken. */
  readonly onFailure: (error: unknown) => void;
}

/** Parley's bodies have 256 KiB at most. */
const mostBytes = 512 * 1024;

/**
 * Answers a hook's request. 204 only when the work is done: then Parley sends the next message of the conversation.
 * Any other answer, or none, and the same message comes again, later.
 */
export async function receiveHook(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, take, onFailure }: Receiver,
): Promise<void> {
  const body = await readBody(request, mostBytes).catch(() => null);
  if (body === null) return answer(response, 413, "The body is too long.");
  if (!isSigned(request.headers, body, secret))
    return answer(response, 401, "The signature does not fit.");
  const message = hookMessage(parseJson(body));
  if (!message) return answer(response, 400, "This is not a MessageHook's body.");
  try {
    await take(message);
    response.writeHead(204).end();
  } catch (error) {
    onFailure(error);
    answer(response, 503, "It could not be kept. Send it again.");
  }
}

function answer(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ detail }));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
