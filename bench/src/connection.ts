import { createConnection } from "node:net";

/** One answer. */
export interface Reply {
  readonly status: number;
  /** Decodes the body, until the next request: who does not look at it does not pay for it. */
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
  const exchange = createExchange();
  // Read into one buffer again and again: a stream of chunks costs more than all else that the client does.
  const onread = { buffer: Buffer.alloc(readBytes), callback: exchange.take };
  const socket = createConnection({ host: "127.0.0.1", port, noDelay: true, onread });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  socket.on("error", exchange.fail);
  socket.on("close", exchange.fail);
  return {
    request: (head, body) => {
      const length = body === undefined ? 0 : Buffer.byteLength(body);
      socket.write(`${head}\r\nhost: 127.0.0.1\r\ncontent-length: ${length}\r\n\r\n${body ?? ""}`);
      return exchange.reply();
    },
    close: () => socket.destroy(),
  };
}

const readBytes = 64 * 1024;

/** The one request that is under way, as its socket sees it. */
function createExchange() {
  let waiting: { resolve(reply: Reply): void; reject(error: Error): void } | null = null;
  let begun: Buffer | null = null;
  return {
    reply: () =>
      new Promise<Reply>((resolve, reject) => {
        waiting = { resolve, reject };
      }),
    take: (count: number, buffer: Uint8Array): boolean => {
      const chunk = Buffer.from(buffer.buffer, buffer.byteOffset, count);
      const received = begun ? Buffer.concat([begun, chunk]) : chunk;
      const reply = readReply(received);
      begun = reply ? null : Buffer.from(received);
      if (reply) waiting?.resolve(reply);
      return true;
    },
    fail: () => {
      waiting?.reject(new Error("The server closed the connection."));
      waiting = null;
    },
  };
}

/** The answer at the start of these bytes; `null` while it is not whole. */
function readReply(bytes: Buffer): Reply | null {
  const end = bytes.indexOf(blank);
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  const total = end + 4 + length;
  if (bytes.length < total) return null;
  return {
    status: Number(head.slice(9, 12)),
    body: () => bytes.toString("utf8", end + 4, total),
  };
}
