import { afterEach, expect, test } from "vitest";
import { parseAllowList } from "./allow-list.ts";
import { openStream } from "./open-stream.ts";
import { createReceivers } from "./testing/receivers.ts";

const receivers = createReceivers();
afterEach(() => receivers.closeAll());

const allow = parseAllowList("127.0.0.1").rules;
const head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

test("pieces come as they are sent, and a letter that is cut in two stays whole", async () => {
  const [first, second] = [Buffer.from("é").subarray(0, 1), Buffer.from("é").subarray(1)];
  const { url, requests } = await receivers.start({
    onRequest: (socket) => {
      socket.write(`${head}one`);
      setTimeout(() => socket.write(first), 20);
      setTimeout(() => socket.end(second), 40);
    },
  });
  const { signal } = new AbortController();
  const { status, pieces } = await openStream(url, { headers: { "x-kind": "a" }, allow, signal });
  expect(status).toBe(200);
  let heard = "";
  for await (const piece of pieces) heard += piece;
  expect(heard).toBe("oneé");
  expect(String(requests[0])).toMatch(/^GET \/.*x-kind: a/s);
});

test("it ends when it is told to, and the connection with it", async () => {
  const receiver = await receivers.start({ onRequest: (socket) => socket.write(`${head}one`) });
  const control = new AbortController();
  const { pieces } = await openStream(receiver.url, { headers: {}, allow, signal: control.signal });
  const read = (async () => {
    for await (const piece of pieces) if (piece === "one") control.abort();
  })();
  await expect(read).rejects.toThrow();
  await expect.poll(() => receiver.openConnections()).toBe(0);
});

test("what may not be called is not called, and who is not there is named", async () => {
  const { signal } = new AbortController();
  const receiver = await receivers.start({});
  await expect(openStream(receiver.url, { headers: {}, allow: [], signal })).rejects.toThrow(
    "not allowed",
  );
  expect(receiver.connections()).toBe(0);
  await receiver.close();
  await expect(openStream(receiver.url, { headers: {}, allow, signal })).rejects.toThrow(
    /^http:\/\/127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/,
  );
});
