import { createSocket } from "node:dgram";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect, Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { request } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseAllowList } from "../allow-list.ts";
import { createEgress } from "../create-egress.ts";
import { outboundRequest } from "./outbound-request.ts";
import { plainAnswer, type RawReceiver, startRawReceiver } from "./raw-receiver.ts";
import { type SocketWatch, watchSockets } from "./watch-sockets.ts";

let receiver: RawReceiver;
let watch: SocketWatch;
const realConnect: unknown = Reflect.get(Socket.prototype, "connect");

beforeEach(async () => {
  receiver = await startRawReceiver({
    onRequest: (socket) => socket.end(plainAnswer("ok", "connection: close\r\n")),
  });
  watch = watchSockets();
});

afterEach(async () => {
  watch.stop();
  await receiver.close();
});

test("what the egress sends is not reported, over http and https", async () => {
  const egress = createEgress({ allow: parseAllowList("127.0.0.1").rules });
  await egress.send(outboundRequest({ url: receiver.url }));
  await egress.send(outboundRequest({ url: receiver.url.replace("http:", "https:") }));
  await egress.close();
  expect(receiver.connections()).toBe(2);
  expect(watch.strays).toEqual([]);
});

test("code that runs because an answer came is not taken for the egress", async () => {
  const egress = createEgress({ allow: parseAllowList("127.0.0.1").rules });
  await egress.send(outboundRequest({ url: receiver.url }));
  await fetch(receiver.url);
  await egress.close();
  expect(watch.strays).toHaveLength(1);
});

const others: [string, (port: number) => Promise<unknown>][] = [
  ["fetch", async (port) => (await fetch(`http://127.0.0.1:${port}/`)).text()],
  ["undici", async (port) => (await request(`http://127.0.0.1:${port}/`)).body.text()],
  ["node:http", (port) => once(httpRequest({ host: "127.0.0.1", port }).end(), "response")],
  [
    "node:net with options",
    (port) => once(connect({ port, host: "127.0.0.1" }).resume().end(), "close"),
  ],
  ["node:net with arguments", (port) => once(connect(port, "127.0.0.1").resume().end(), "close")],
  [
    "a socket's own connect",
    (port) => once(new Socket().connect(port, "127.0.0.1").end(), "connect"),
  ],
  [
    "node:tls",
    (port) =>
      once(
        connectTls({ port, host: "127.0.0.1" }).on("error", () => {}),
        "connect",
      ),
  ],
];

test.each(others)(
  "a connection opened by %s is reported with its target and its origin",
  async (_name, open) => {
    await open(receiver.port).catch(() => undefined);
    expect(watch.strays.map(({ kind, target }) => [kind, target])).toEqual([
      ["tcp", `127.0.0.1:${receiver.port}`],
    ]);
    expect(watch.strays[0]?.stack).toContain("watch-sockets.test.ts");
  },
);

test("a datagram is reported", async () => {
  const socket = createSocket("udp4");
  await new Promise((resolve) => {
    socket.send("x", receiver.port, "127.0.0.1", resolve);
  });
  socket.close();
  // Node sends once more, from inside, when the socket is bound.
  expect(new Set(watch.strays.map(({ kind, target }) => `${kind} ${target}`))).toEqual(
    new Set([`udp 127.0.0.1:${receiver.port}`]),
  );
});

test("expected targets pass, and after the end everything is as before", async () => {
  watch.stop();
  watch = watchSockets((target) => target === `127.0.0.1:${receiver.port}`);
  await fetch(receiver.url);
  expect(watch.strays).toEqual([]);
  watch.stop();
  expect(Reflect.get(Socket.prototype, "connect")).toBe(realConnect);
});
