import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { ReceivedCall } from "../check/snapshot.ts";
import { hashOf } from "../ledger/ledger-line.ts";

/** What the test's own outside service knows of a call, beyond what is checked. */
export interface OutsideCall extends ReceivedCall {
  readonly resumeUrl: string;
}

/** Somebody else's server, as the flow under test calls it. It keeps every request, also those of one key. */
export interface OutsideService {
  readonly url: string;
  readonly port: number;
  readonly calls: readonly OutsideCall[];
  /** Resolves when a call that carries these words has come; `null` when none has within the time. */
  called(said: string, withinMs: number): Promise<OutsideCall | null>;
  close(): Promise<void>;
}

/** Answers a request in its own way; without one every call gets a 200. */
export type Script = (
  request: IncomingMessage,
  response: ServerResponse,
  call: OutsideCall,
) => void;

const mostBodyBytes = 1024 * 1024;

/** Starts the outside service. `scripts`: how calls under a path's beginning are answered. */
export async function startOutsideService(
  scripts: { readonly [path: string]: Script } = {},
): Promise<OutsideService> {
  const calls: OutsideCall[] = [];
  const waiting = new Map<string, (call: OutsideCall) => void>();

  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => {
        const call = callFrom(request, body);
        calls.push(call);
        waiting.get(call.said)?.(call);
        waiting.delete(call.said);
        (scriptFor(scripts, call.path) ?? accept)(request, response, call);
      },
      () => response.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    calls,
    called: (said, withinMs) => {
      const known = calls.find((it) => it.said === said);
      if (known) return Promise.resolve(known);
      return new Promise((resolve) => {
        const overdue = setTimeout(() => {
          waiting.delete(said);
          resolve(null);
        }, withinMs);
        waiting.set(said, (call) => {
          clearTimeout(overdue);
          resolve(call);
        });
      });
    },
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

const accept: Script = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end('{"taken": true}');
};

function scriptFor(scripts: { readonly [path: string]: Script }, path: string): Script | undefined {
  const name = Object.keys(scripts).find((it) => path.startsWith(it));
  return name === undefined ? undefined : scripts[name];
}

function callFrom(request: IncomingMessage, body: string): OutsideCall {
  const sent = JSON.parse(body) as { readonly said: string; readonly resume_url: string };
  return {
    t: Date.now(),
    path: (request.url ?? "").split("?", 1)[0] ?? "",
    idempotencyKey: String(request.headers["idempotency-key"] ?? ""),
    bodyHash: hashOf(body),
    said: sent.said,
    resumeUrl: sent.resume_url,
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBodyBytes) throw new Error("The call is larger than any that the flow makes.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
