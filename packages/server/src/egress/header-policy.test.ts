import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Egress } from "../ports/egress.ts";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import { readHeaders } from "./header-policy.ts";
import { outboundRequest } from "./testing/outbound-request.ts";
import { plainAnswer, type RawReceiver, startRawReceiver } from "./testing/raw-receiver.ts";

let receiver: RawReceiver;
let egress: Egress;

beforeAll(async () => {
  receiver = await startRawReceiver({ onRequest: (socket) => socket.write(plainAnswer()) });
  egress = createEgress({ allow: parseAllowList("127.0.0.1").rules });
});

afterAll(async () => {
  await egress.close();
  await receiver.close();
});

const isRefused = (headers: Record<string, string>): boolean => "code" in readHeaders(headers);

test.each([
  ...["Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer"],
  ...["Upgrade", "Expect", "HTTP2-Settings", "Forwarded", "Via", "X-Real-IP", "X-Flow-Depth"],
  ...["Proxy-Authorization", "Proxy-Connection", "X-Forwarded-For", "X-Forwarded-Host"],
  ...["X-aws-ec2-metadata-token", "X-aws-ec2-metadata-token-ttl-seconds", "Metadata"],
  ...["Metadata-Flavor", "Metadata-Anything", "X-Forwarded-"],
])("the header %s is refused in any case", (name) => {
  for (const written of [name, name.toLowerCase(), name.toUpperCase()]) {
    expect(isRefused({ accept: "*/*", [written]: "1" })).toBe(true);
  }
});

test.each([
  ["", "a"],
  ["a b", "c"],
  ["a:", "b"],
  ["a\r\nb", "c"],
  ["ä", "b"],
  ["x", "a\r\nHost: evil"],
  ["x", "a\nb"],
  ["x", "a\rb"],
  ["x", "a\u0000b"],
  ["x", "a\u007fb"],
  ["x", "a\u010a"],
  ["x", "日本"],
  ["x", "\u2028"],
])("the header %j: %j is refused", (name, value) => {
  expect(isRefused({ [name]: value })).toBe(true);
});

test("names that differ only in case, and too many or too long headers, are refused", () => {
  expect(isRefused({ "Content-Type": "a", "content-type": "b" })).toBe(true);
  const many = Array.from({ length: 101 }, (_, i) => [`x-${i}`, "1"]);
  expect(isRefused(Object.fromEntries(many))).toBe(true);
  expect(isRefused(Object.fromEntries(many.slice(1)))).toBe(false);
  expect(isRefused({ x: "a".repeat(32_768) })).toBe(true);
  expect(isRefused({ x: "a".repeat(32_767) })).toBe(false);
});

test("a hook's head is exactly what was given, with host, length and the plain encoding", async () => {
  await egress.send(
    outboundRequest({
      url: `${receiver.url}a/b?c=%0D%0A#fragment`,
      headers: { "User-Agent": "landbot/webhooks", "Accept-Encoding": "br", "X-": "é" },
      body: "héllo",
      flowDepth: 2,
    }),
  );
  expect(receiver.requests.at(-1)?.toString("latin1").split("\r\n")).toEqual([
    "POST /a/b?c=%0D%0A HTTP/1.1",
    `host: 127.0.0.1:${receiver.port}`,
    "connection: keep-alive",
    "User-Agent: landbot/webhooks",
    "X-: é",
    "accept-encoding: identity",
    "x-flow-depth: 2",
    "content-length: 6",
    "",
    Buffer.from("héllo").toString("latin1"),
  ]);
});

test("a block's head has no header that nobody asked for", async () => {
  const policy = "webhook-block" as const;
  await egress.send(outboundRequest({ url: receiver.url, method: "GET", body: null, policy }));
  expect(receiver.requests.at(-1)?.toString("latin1").split("\r\n")).toEqual([
    "GET / HTTP/1.1",
    `host: 127.0.0.1:${receiver.port}`,
    "connection: keep-alive",
    "",
    "",
  ]);
});

test("cookies an answer sets are not sent back", async () => {
  const setting = await startRawReceiver({
    onRequest: (socket) =>
      socket.write(plainAnswer("ok", "set-cookie: a=b\r\nset-cookie: c=d\r\n")),
  });
  const first = await egress.send(outboundRequest({ url: setting.url }));
  await egress.send(outboundRequest({ url: setting.url }));
  await setting.close();
  expect(first.kind === "answered" && first.headers["set-cookie"]).toBe("a=b, c=d");
  expect(setting.requests[1]?.toString("latin1")).not.toMatch(/cookie/i);
});

test.each([
  [{ method: "TRACE" }],
  [{ method: "CONNECT" }],
  [{ method: "get" }],
  [{ method: "GET / HTTP/1.1\r\nX: y" }],
  [{ flowDepth: 4 }],
  [{ flowDepth: Number.NaN }],
])("the request %j is refused and never sent", async (changes) => {
  const before = receiver.requests.length;
  const answer = await egress.send(outboundRequest({ url: receiver.url, ...changes }));
  expect(answer).toMatchObject({ kind: "failed", reason: "refused-by-policy", sent: false });
  expect(receiver.requests).toHaveLength(before);
});

const dangerous = fc.constantFrom(
  ...[
    "\r\n",
    "\n",
    "\r",
    "\0",
    ":",
    " ",
    "\t",
    "é",
    "Ā",
    "\u010d\u010a",
    "%0d%0a",
    "Host",
    "\u2028",
    "x",
  ],
);
const piece = fc.oneof(
  fc.string({ maxLength: 8 }),
  dangerous,
  fc.string({ unit: "binary", maxLength: 4 }),
);
const text = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(""));
const name = fc.oneof(text, fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/));

test("whatever is put into headers and path, the receiver gets one request with exactly these parts or none", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, text, { maxKeys: 4 }), text, async (headers, path) => {
      const before = receiver.requests.length;
      const connectionsBefore = receiver.connections();
      const url = `${receiver.url}${path}`;
      const answer = await egress.send(outboundRequest({ url, headers, body: "BODY" }));
      if (answer.kind === "failed") {
        expect(answer.reason).toBe("refused-by-policy");
        expect(receiver.requests.length).toBe(before);
        return;
      }
      expect(receiver.requests.length).toBe(before + 1);
      expect(receiver.connections() - connectionsBefore).toBeLessThanOrEqual(1);
      const parsed = new URL(url);
      expect(receiver.requests.at(-1)?.toString("latin1")).toBe(
        [
          `POST ${parsed.pathname}${parsed.search} HTTP/1.1`,
          `host: 127.0.0.1:${receiver.port}`,
          "connection: keep-alive",
          ...Object.entries(headers)
            .filter(([key]) => key.toLowerCase() !== "accept-encoding")
            .map(([key, value]) => `${key}: ${value}`),
          "accept-encoding: identity",
          "content-length: 4",
          "",
          "BODY",
        ].join("\r\n"),
      );
    }),
    { numRuns: 1500 },
  );
});
