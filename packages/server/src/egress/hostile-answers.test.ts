import type { Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Egress, EgressPolicy } from "../ports/egress.ts";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import { failedAnswer } from "./testing/outbound-answer.ts";
import { outboundRequest } from "./testing/outbound-request.ts";
import type { RawBehaviour } from "./testing/raw-receiver.ts";
import { createReceivers } from "./testing/receivers.ts";

let egress: Egress;
const receivers = createReceivers();

beforeAll(() => {
  egress = createEgress({ allow: parseAllowList("127.0.0.1").rules });
});

afterEach(() => receivers.closeAll());

afterAll(() => egress.close());

const policies: EgressPolicy[] = ["hook", "webhook-block"];

describe.each(policies)("for %s", (policy) => {
  test.each<[string, RawBehaviour]>([
    ["accepts and stays silent", {}],
    ["stops reading", { onConnection: (socket) => pauseFor(socket, 400) }],
    ["drips its head", { onRequest: (socket) => drip(socket, "HTTP/1.1 200 OK\r\nx: ", "a") }],
    [
      "drips its body",
      {
        onRequest: (socket) => drip(socket, "HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n", "a"),
      },
    ],
    [
      "drips chunks",
      {
        onRequest: (socket) =>
          drip(socket, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\na\r\n"),
      },
    ],
    [
      "drips early hints",
      { onRequest: (socket) => drip(socket, "", "HTTP/1.1 103 Early Hints\r\n\r\n") },
    ],
  ])("a server that %s is given up when the total time is over", async (_name, behaviour) => {
    const receiver = await receivers.start(behaviour);
    const answer = failedAnswer(
      await egress.send(outboundRequest({ url: receiver.url, policy, totalTimeoutMs: 150 })),
    );
    expect(answer).toMatchObject({ reason: "timeout", sent: true });
    expect(answer.durationMs).toBeGreaterThan(140);
    expect(answer.durationMs).toBeLessThan(1500);
    await vi.waitFor(() => expect(receiver.openConnections()).toBe(0));
  });

  test.each([
    ["HTTP/0.9 junk", "hello world\r\n", "protocol"],
    ["binary junk", Buffer.from([0, 1, 2, 255, 254, 10, 10]), "protocol"],
    ["another protocol", "SSH-2.0-OpenSSH_9.2\r\n", "protocol"],
    ["100 Continue that nobody asked for", "HTTP/1.1 100 Continue\r\n\r\n", "protocol"],
    [
      "an upgrade that nobody asked for",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
      "protocol",
    ],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", "reset"],
    [
      "length and chunks",
      "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      "reset",
    ],
    ["a broken chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", "protocol"],
    ["a head of 1 MB", `HTTP/1.1 200 OK\r\nx: ${"a".repeat(1_000_000)}\r\n\r\n`, "too-large"],
    ["100,000 short headers", `HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(100_000)}\r\n`, "too-large"],
  ])("%s is a failure", async (_name, bytes, reason) => {
    const receiver = await receivers.answering(bytes);
    expect(
      failedAnswer(await egress.send(outboundRequest({ url: receiver.url, policy }))),
    ).toMatchObject({
      reason,
      sent: true,
    });
    await vi.waitFor(() => expect(receiver.openConnections()).toBe(0));
  });

  test.each<[string, (socket: Socket) => void]>([
    ["closes without an answer", (socket) => socket.end()],
    ["closes inside its head", (socket) => socket.end("HTTP/1.1 200 OK\r\nx: ")],
    [
      "closes inside its body",
      (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"),
    ],
    [
      "closes inside a chunk",
      (socket) => socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"),
    ],
    ["resets", (socket) => socket.resetAndDestroy()],
    [
      "resets inside its body",
      (socket) =>
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", () =>
          socket.resetAndDestroy(),
        ),
    ],
  ])("a server that %s counts as broken off", async (_name, onRequest) => {
    const { url } = await receivers.start({ onRequest });
    const answer = failedAnswer(await egress.send(outboundRequest({ url, policy })));
    expect(answer).toMatchObject({ reason: "reset", sent: true });
  });
});

// A socket that never reads does not hear that the other side has left either.
function pauseFor(socket: Socket, ms: number): void {
  socket.pause();
  setTimeout(() => socket.resume(), ms);
}

function drip(socket: Socket, first: string, piece: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on("close", () => clearInterval(timer));
}
