import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import { expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { createOpsApp } from "./ops-app.ts";
import { openTestServer } from "./testing/open-test-server.ts";

const noRequest = ["400 Bad Request", "This is no HTTP request."] as const;
const broken: readonly (readonly [what: string, sent: string, status: string, detail: string])[] = [
  ["a method that is none", "FOO / HTTP/1.1\r\nhost: a\r\n\r\n", ...noRequest],
  ["a header without a colon", "GET / HTTP/1.1\r\nhost: a\r\nno colon\r\n\r\n", ...noRequest],
  [
    "a path beyond every limit",
    `GET /${"x".repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
    "431 Request Header Fields Too Large",
    "Path and headers are larger than 16 KiB.",
  ],
];

async function tell(app: FastifyInstance, request: string): Promise<string> {
  const { port } = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(request);
  const answer = await text(socket);
  await app.close();
  return answer;
}

test.each(broken)(
  "%s is answered in the shape of all errors, at both ports",
  async (_, request, status, detail) => {
    const server = await openTestServer({ openStore: openMemoryStore });
    const ops = createOpsApp({
      version: "",
      store: server.store,
      isReady: () => true,
      metrics: async () => ({ type: "text/plain", text: "" }),
    });
    for (const app of [server.app, ops]) {
      const [head = "", body = ""] = (await tell(app, request)).split("\r\n\r\n");
      expect(head).toContain(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n`);
      expect(JSON.parse(body)).toEqual({ detail });
    }
    await server.close();
  },
);
