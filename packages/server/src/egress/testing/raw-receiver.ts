import { createServer, type Server, type Socket } from "node:net";

/** A TCP server that shows every byte it gets and answers with any bytes at all, for what no HTTP server would do. */
export interface RawReceiver {
  readonly port: number;
  readonly url: string;
  /** Every request in full, head and body, as it came. */
  readonly requests: Buffer[];
  /** How many connections were opened so far. */
  connections(): number;
  /** How many are open now. */
  openConnections(): number;
  close(): Promise<void>;
}

/** What the receiver does with a complete request, or with a connection as soon as it is there. */
export interface RawBehaviour {
  readonly onRequest?: (socket: Socket, request: Buffer) => void;
  readonly onConnection?: (socket: Socket) => void;
}

/** Starts a receiver on a loopback address; without a behaviour it accepts and stays silent. */
export async function startRawReceiver(
  behaviour: RawBehaviour = {},
  host = "127.0.0.1",
  port = 0,
): Promise<RawReceiver> {
  const open = new Set<Socket>();
  const requests: Buffer[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    // A client that goes away is part of many tests.
    socket.on("error", () => socket.destroy());
    behaviour.onConnection?.(socket);
    collectRequests(socket, (request) => {
      requests.push(request);
      behaviour.onRequest?.(socket, request);
    });
  });
  const listeningPort = await listen(server, host, port);
  return {
    port: listeningPort,
    url: `http://${host}:${listeningPort}/`,
    requests,
    connections: () => connections,
    openConnections: () => open.size,
    close: () => closeServer(server, open),
  };
}

/** An answer with a status, a body and no surprises. */
export function plainAnswer(body = "ok", extraHead = ""): string {
  return `HTTP/1.1 200 OK\r\n${extraHead}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function collectRequests(socket: Socket, onRequest: (request: Buffer) => void): void {
  let pending = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let end = requestEnd(pending); end !== null; end = requestEnd(pending)) {
      const request = pending.subarray(0, end);
      pending = pending.subarray(end);
      onRequest(request);
    }
  });
}

function requestEnd(bytes: Buffer): number | null {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return null;
  const head = bytes.subarray(0, headEnd).toString("latin1");
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? "0";
  const end = headEnd + 4 + Number(length);
  return bytes.length >= end ? end : null;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

function closeServer(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
