import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A client of a stream of server-sent events, as bytes come over a real socket. */
export interface StreamReader {
  readonly socket: Socket;
  /** Everything received so far. */
  text(): string;
  /** The ids of the events received so far. */
  seqs(): readonly number[];
  hasEnded(): boolean;
}

/** Asks for a path and reads what comes until either side ends it. */
export async function readStream(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<StreamReader> {
  const socket = connect({ host: "127.0.0.1", port });
  await once(socket, "connect");
  let text = "";
  let hasEnded = false;
  socket.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  socket.on("close", () => {
    hasEnded = true;
  });
  // A server that cuts the line is something to look at, not to fail by.
  socket.on("error", () => {});
  const lines = Object.entries({ host: "localhost", ...headers });
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.map(([a, b]) => `${a}: ${b}\r\n`).join("")}\r\n`);
  return {
    socket,
    text: () => text,
    seqs: () => [...text.matchAll(/^id: (\d+)$/gm)].map((it) => Number(it[1])),
    hasEnded: () => hasEnded,
  };
}
