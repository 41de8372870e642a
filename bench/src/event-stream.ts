import { createConnection, type Socket } from "node:net";

/** A visitor's stream, read as it comes. */
export interface EventStream {
  /** Resolves with the time at which the next message with this `seq` or a later one has arrived. */
  seen(seq: number): Promise<number>;
  readonly lastSeq: number;
  close(): void;
}

/** Opens a visitor's stream on a server of this machine. */
export function openStream(
  port: number,
  channelToken: string,
  secret: string,
  afterSeq: number,
): EventStream {
  const socket = createConnection({ host: "127.0.0.1", port, noDelay: true });
  let lastSeq = afterSeq;
  let waiting: { seq: number; resolve(atMs: number): void } | null = null;
  let tail = "";

  socket.setEncoding("utf8");
  socket.on("error", () => {});
  socket.on("data", (chunk: string) => {
    const now = performance.now();
    tail += chunk;
    for (const [, seq] of tail.matchAll(/\nid: (\d+)\n/g)) lastSeq = Math.max(lastSeq, Number(seq));
    tail = tail.slice(tail.lastIndexOf("\n\n") + 1);
    if (waiting === null || lastSeq < waiting.seq) return;
    waiting.resolve(now);
    waiting = null;
  });
  ask(socket, channelToken, secret, afterSeq);

  return {
    get lastSeq() {
      return lastSeq;
    },
    seen: (seq) =>
      lastSeq >= seq
        ? Promise.resolve(performance.now())
        : new Promise((resolve) => {
            waiting = { seq, resolve };
          }),
    close: () => socket.destroy(),
  };
}

function ask(socket: Socket, channelToken: string, secret: string, afterSeq: number): void {
  socket.write(
    [
      `GET /webchat/api/stream/?channel_token=${channelToken} HTTP/1.1`,
      "host: 127.0.0.1",
      `authorization: Bearer ${secret}`,
      `last-event-id: ${afterSeq}`,
      "accept: text/event-stream",
      "",
      "",
    ].join("\r\n"),
  );
}
