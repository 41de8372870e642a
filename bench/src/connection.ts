import { createConnection, type Socket } from "node:net";

/** One answer. */
export interface Reply {
  readonly status: number;
  /** Decodes the body: who does not look at it does not pay for it. */
  readonly body: () => string;
}

/**
 * A keep-alive HTTP/1.1 connection with one request at a time. As little as a client can cost, because it shares
 * the machine with what it measures. Reads answers that carry `content-length`.
 */
export interface Connection {
  request(head: string, body?: string): Promise<Reply>;
  close(): void;
}

const blank = Buffer.from("\r\n\r\n");

/** Opens a connection to a server on this machine. */
export async function connect(port: number): Promise<Connection> {
  const socket = createConnection({ host: "127.0.0.1", port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  return converse(socket);
}

function converse(socket: Socket): Connection {
  let waiting: { resolve(reply: Reply): void; reject(error: Error): void } | null = null;
  let received: Buffer = Buffer.alloc(0);

  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const reply = readReply(received);
    if (!reply) return;
    received = received.subarray(reply.length);
    const { resolve } = waiting ?? {};
    waiting = null;
    resolve?.(reply);
  });
  const fail = () => {
    waiting?.reject(new Error("The server closed the connection."));
    waiting = null;
  };
  socket.on("error", fail);
  socket.on("close", fail);

  return {
    request: (head, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const length = body === undefined ? 0 : Buffer.byteLength(body);
        socket.write(
          `${head}\r\nhost: 127.0.0.1\r\ncontent-length: ${length}\r\n\r\n${body ?? ""}`,
        );
      }),
    close: () => socket.destroy(),
  };
}

/** The answer at the start of these bytes, with the bytes it takes; `null` while it is not whole. */
function readReply(bytes: Buffer): (Reply & { length: number }) | null {
  const end = bytes.indexOf(blank);
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  const total = end + 4 + length;
  if (bytes.length < total) return null;
  return {
    status: Number(head.slice(9, 12)),
    body: () => bytes.toString("utf8", end + 4, total),
    length: total,
  };
}
