import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Server } from "node:net";
import type { TlsOptions } from "node:tls";
import type { HookRequest } from "../check/hooks/hook-run.ts";

/** How a receiver treats a request. `nth`: the how manieth with this `webhook-id`, from 1. */
export type Behaviour = (it: {
  readonly request: HookRequest;
  readonly nth: number;
  readonly wire: IncomingMessage;
  readonly response: ServerResponse;
  /** Ends the request with this status, and puts that down. */
  answer(status: number, headers?: Readonly<Record<string, string>>, body?: string): void;
  /** Puts down that it was answered with this status, by other means. */
  putDown(status: number): void;
}) => void;

/** "refused": nobody listens. "reset": whoever has asked is cut off. */
export type ReceiverState = "up" | "refused" | "reset";

/** Somebody else's server, as a hook sends to it. It keeps every request. */
export interface HookReceiver {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly HookRequest[];
  become(state: ReceiverState): Promise<void>;
  close(): Promise<void>;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const mostBodyBytes = 1024 * 1024;
const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
};

/** Starts a receiver, with TLS where options for it are given. */
export async function startHookReceiver(
  behave: Behaviour,
  tls?: TlsOptions,
): Promise<HookReceiver> {
  const requests: HookRequest[] = [];
  const times = new Map<string, number>();
  const sockets = new Set<{ destroy(): unknown; resetAndDestroy?(): unknown }>();
  let state: ReceiverState = "up";

  const listener: RequestListener = (wire, response) => {
    if (state === "reset") return void wire.socket.resetAndDestroy();
    receive(wire, response).catch(() => response.destroy());
  };
  async function receive(wire: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = requestFrom(wire, await readBody(wire), times);
    requests.push(request);
    response.once("close", () => {
      request.closedMs ??= preciseNowMs();
    });
    const putDown = (status: number): void => {
      request.answered = { status, t: preciseNowMs() };
    };
    const answer: Parameters<Behaviour>[0]["answer"] = (status, headers = {}, body = "") => {
      putDown(status);
      response.writeHead(status, headers).end(body);
    };
    behave({ request, nth: request.nth, wire, response, answer, putDown });
  }

  const server: Server = tls ? createSecureServer(tls, listener) : createServer(listener);
  server.on("connection", (socket) => {
    if (state === "reset") socket.resetAndDestroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);

  const endAll = async (): Promise<void> => {
    const closed = server.listening ? once(server.close(), "close") : undefined;
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}/hook`,
    port,
    requests,
    become: async (next) => {
      state = next;
      if (next === "refused") return endAll();
      if (next === "reset") for (const socket of sockets) socket.resetAndDestroy?.();
      if (!server.listening) await once(server.listen(port, "127.0.0.1"), "listening");
    },
    close: endAll,
  };
}

/** Milliseconds since 1970, with a fraction. */
export const preciseNowMs = (): number => performance.timeOrigin + performance.now();

interface HookBody {
  readonly messages: readonly [
    {
      readonly seq: number;
      readonly timestamp: number;
      readonly event_id: string;
      readonly sender: { readonly type: string };
      readonly customer: { readonly id: number };
    },
  ];
}

function requestFrom(
  wire: IncomingMessage,
  body: string,
  times: Map<string, number>,
): Writable<HookRequest> {
  const header = (name: string): string => String(wire.headers[name] ?? "");
  const { messages } = JSON.parse(body) as HookBody;
  const [{ seq, timestamp, event_id: eventId, sender, customer }] = messages;
  const nth = (times.get(eventId) ?? 0) + 1;
  times.set(eventId, nth);
  return {
    ...{ t: preciseNowMs(), path: wire.url ?? "", nth, body },
    ...{ conversationId: customer.id, seq, eventId, sender: sender.type },
    writtenMs: timestamp * 1000,
    webhookId: header("webhook-id"),
    timestamp: header("webhook-timestamp"),
    signature: header("webhook-signature"),
    trace: header("sentry-trace"),
    authorization: header("authorization"),
    answered: null,
    closedMs: null,
  };
}

async function readBody(wire: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of wire as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBodyBytes) throw new Error("The body is larger than any hook's.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
