import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { takeConnection } from "./take-connection.ts";

const sockets: Socket[] = [];
let server: Server | null = null;

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
});

/** A server that takes each connection over, and one client of it. */
async function open() {
  const taken: Socket[] = [];
  const made = createServer(
    { requestTimeout: 50, connectionsCheckingInterval: 20 },
    (_, response) => {
      // Later, as a handler does that asks a database first.
      setImmediate(() => {
        const line = takeConnection(response);
        line?.write("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nbegin ");
        if (line) taken.push(line);
      });
    },
  );
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const socket = connect({ port: (made.address() as AddressInfo).port, host: "127.0.0.1" });
  sockets.push(socket);
  let text = "";
  socket.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await expect.poll(() => text).toContain("begin");
  const line = taken[0];
  if (!line) throw new Error("Nothing was taken.");
  return { line, socket, text: () => text, server: made };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("leaves of the HTTP server nothing on the connection", async () => {
  const { line } = await open();
  expect(Reflect.get(line, "parser")).toBe(null);
  expect(Reflect.get(line, "_httpMessage")).toBe(null);
  const heard = line.eventNames().filter((name) => line.listenerCount(name) > 0);
  const ours = ["error", "end", "finish"];
  expect(heard.filter((name) => !ours.includes(String(name)))).toEqual([]);
  expect(Object.hasOwn(line, "on")).toBe(false);
});

test("goes on past the time that a request may take, whatever the client says meanwhile", async () => {
  const { line, socket, text } = await open();
  socket.write("POST / HTTP/1.1\r\nnot a header at all\r\n\r\n");
  await pause(150);
  line.write("end");
  await expect.poll(text).toMatch(/begin end$/);
});

test("closes with its client, and lets the server close", async () => {
  const { line, socket, server: closing } = await open();
  socket.end();
  await expect.poll(() => line.destroyed).toBe(true);
  await expect(new Promise((resolve) => closing.close(() => resolve("closed")))).resolves.toBe(
    "closed",
  );
});

test("outlives an abrupt end of its client", async () => {
  const { line, socket } = await open();
  socket.resetAndDestroy();
  await expect.poll(() => line.destroyed).toBe(true);
  expect(line.write("more")).toBe(false);
});

test("takes nothing that is gone", async () => {
  const made = createServer();
  server = made;
  const refused = new Promise<unknown>((resolve) => {
    made.on("request", (_, response) => {
      response.socket?.destroy();
      resolve(takeConnection(response));
    });
  });
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const socket = connect({ port: (made.address() as AddressInfo).port, host: "127.0.0.1" });
  sockets.push(socket.on("error", () => undefined));
  socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  expect(await refused).toBe(null);
});
