import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { followEvents } from "./follow-events.ts";

let server: Server;
let written: readonly string[];
let status: number;

beforeEach(async () => {
  [written, status] = [[], 200];
  server = createServer((_, response) => {
    response.writeHead(status, { "content-type": "text/event-stream" });
    for (const piece of written) response.write(piece);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const follow = () => {
  const { port } = server.address() as AddressInfo;
  return followEvents(`http://localhost:${port}/`, "t", new AbortController().signal);
};

async function heard() {
  const following = await follow();
  if (following.kind === "refused") throw new Error("It was refused.");
  const events = [];
  for await (const event of following.events) events.push(event);
  return events;
}

test("hears events whatever pieces they come in, and no comments", async () => {
  written = [":\n\nevent: mess", 'age\ndata: {"a"', ":1}\n\n", ":\n\nevent: missed\ndata: {}\n\n"];
  expect(await heard()).toEqual([
    { name: "message", data: '{"a":1}' },
    { name: "missed", data: "{}" },
  ]);
});

test("takes the whole of a text with separators that JSON leaves as they are", async () => {
  const data = JSON.stringify({ body: "one\u2028data: two\u2029event: three\u0085four\r\nfive" });
  written = [`event: message\ndata: ${data}\n\n`];
  expect(await heard()).toEqual([{ name: "message", data }]);
});

test("gives the beginning of a refusal", async () => {
  [status, written] = [403, ["x".repeat(5_000)]];
  expect(await follow()).toEqual({ kind: "refused", status: 403, text: "x".repeat(4_096) });
});
