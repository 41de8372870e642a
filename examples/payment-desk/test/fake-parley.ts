import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request that Parley received. */
interface Received {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly key: string | undefined;
  readonly body: unknown;
  readonly at: number;
}

/** How Parley answers one request; "silence" takes it and never answers. */
type Scripted =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: object }
  | "silence";

export interface FakeParley {
  readonly url: string;
  readonly received: readonly Received[];
  /** Answers to the next requests, in order; after them every request is answered 200. */
  script(...answers: Scripted[]): void;
  /** Resolves when that many requests have come. */
  until(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a stand-in for Parley that writes down what it is told. */
export async function startFakeParley(port = 0): Promise<FakeParley> {
  const received: Received[] = [];
  const script: Scripted[] = [];
  const waiting = new Set<() => void>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = JSON.parse(await text(request));
    received.push({
      method: request.method ?? "",
      path: request.url ?? "",
      authorization: request.headers.authorization,
      key: String(request.headers["idempotency-key"]),
      body,
      at: Date.now(),
    });
    for (const check of waiting) check();
    const answer = script.shift() ?? { status: 200, body: { success: true } };
    if (answer === "silence") return;
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(JSON.stringify(answer.body ?? {}));
  }

  const server = createServer((request, response) => void handle(request, response));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    received,
    script: (...answers) => void script.push(...answers),
    until(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const check = (): void => {
        if (received.length < count) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
      return promise;
    },
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
