import type { Socket } from "node:net";
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Egress, EgressPolicy } from "../ports/egress.ts";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import { failedAnswer, textOf } from "./testing/outbound-answer.ts";
import { outboundRequest } from "./testing/outbound-request.ts";
import { plainAnswer, type RawReceiver } from "./testing/raw-receiver.ts";
import { createReceivers } from "./testing/receivers.ts";

let egress: Egress;
const receivers = createReceivers();

beforeAll(() => {
  egress = createEgress({ allow: parseAllowList("127.0.0.1").rules });
});

afterEach(() => receivers.closeAll());

afterAll(() => egress.close());

const policies: EgressPolicy[] = ["hook", "webhook-block"];

function endless(socket: Socket, head: string, piece: string): void {
  socket.write(head);
  const pump = (): void => {
    while (!socket.destroyed && socket.write(piece)) if (socket.bytesWritten > MAX_PUMPED) return;
  };
  socket.on("drain", pump);
  pump();
}

const MAX_PUMPED = 200_000_000;
const KIB = "a".repeat(1024);
const MIB = 1_048_576;

test.each([
  ["with a length", "HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n", KIB],
  ["without a length", "HTTP/1.1 200 OK\r\n\r\n", KIB],
  ["in chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", `400\r\n${KIB}\r\n`],
])(
  "of an endless answer %s a hook reads its cap and a block fails, and both hang up",
  async (_name, head, piece) => {
    let written = 0;
    const receiver = await receivers.start({
      onRequest: (socket) => {
        socket.on("close", () => {
          written += socket.bytesWritten;
        });
        endless(socket, head, piece);
      },
    });
    const hook = await egress.send(outboundRequest({ url: receiver.url }));
    expect(hook).toMatchObject({ kind: "answered", status: 200, truncated: true });
    expect(hook.kind === "answered" && hook.body).toHaveLength(65_536);
    const policy = "webhook-block" as const;
    const block = await egress.send(
      outboundRequest({ url: receiver.url, policy, maxAnswerBytes: MIB }),
    );
    expect(failedAnswer(block).reason).toBe("too-large");
    await vi.waitFor(() => expect(receiver.openConnections()).toBe(0));
    expect(written).toBeLessThan(20_000_000);
  },
);

test("an answer of exactly the cap is whole, one byte more is not", async () => {
  for (const policy of policies) {
    const exact = await receivers.answering(plainAnswer("a".repeat(1000)));
    const more = await receivers.answering(plainAnswer("a".repeat(1001)));
    const whole = await egress.send(
      outboundRequest({ url: exact.url, policy, maxAnswerBytes: 1000 }),
    );
    expect(whole).toMatchObject({ kind: "answered", truncated: false });
    const cut = await egress.send(outboundRequest({ url: more.url, policy, maxAnswerBytes: 1000 }));
    if (policy === "hook") expect(cut).toMatchObject({ kind: "answered", truncated: true });
    else expect(cut).toMatchObject({ kind: "failed", reason: "too-large" });
  }
});

test("a body in thousands of pieces arrives unchanged", async () => {
  const body = Array.from({ length: 5000 }, (_, i) => `${i};`).join("");
  const pieces = body.match(/.{1,7}/gs) ?? [];
  const chunks = pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join("");
  const { url } = await receivers.answering(
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
  );
  expect(textOf(await egress.send(outboundRequest({ url })))).toBe(body);
});

function encoded(encoding: string, body: Buffer): Promise<RawReceiver> {
  const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`;
  return receivers.answering(head, body);
}

const block = (url: string) =>
  outboundRequest({ url, policy: "webhook-block", maxAnswerBytes: MIB });

test.each([
  ["gzip", gzipSync("hello")],
  ["GZIP", gzipSync("hello")],
  ["x-gzip", gzipSync("hello")],
  ["br", brotliCompressSync("hello")],
  ["deflate", deflateSync("hello")],
  ["deflate", deflateRawSync("hello")],
  ["identity", Buffer.from("hello")],
])("a block's answer in %s is unpacked", async (encoding, body) => {
  const { url } = await encoded(encoding, body);
  expect(textOf(await egress.send(block(url)))).toBe("hello");
});

test("a hook's answer is kept as it came", async () => {
  const { url } = await encoded("gzip", gzipSync("hello"));
  const answer = await egress.send(outboundRequest({ url }));
  expect(answer.kind === "answered" && answer.body).toEqual(gzipSync("hello"));
});

test.each([
  ["zstd", zstdCompressSync("hello")],
  ["gzip, gzip", gzipSync(gzipSync("hello"))],
  ["unknown", Buffer.from("hello")],
  ["gzip", Buffer.from("not gzip")],
  ["gzip", gzipSync("hello").subarray(0, 15)],
  ["br", Buffer.from("not brotli")],
])("an answer that says %s and cannot be unpacked is a failure", async (encoding, body) => {
  const { url } = await encoded(encoding, body);
  expect(failedAnswer(await egress.send(block(url))).reason).toBe("protocol");
});

test("bombs are stopped at the cap: memory does not follow what they claim to hold", async () => {
  const zeros = Buffer.alloc(16 * MIB);
  const bombs: [string, Buffer][] = [
    ["gzip", gzipSync(zeros)],
    ["br", brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })],
    ["deflate", deflateSync(zeros)],
    ["deflate", deflateRawSync(zeros)],
  ];
  const urls = await Promise.all(
    bombs.map(async ([name, body]) => (await encoded(name, body)).url),
  );
  const before = process.memoryUsage().rss;
  const answers = await Promise.all(
    [...urls, ...urls, ...urls].map((url) => egress.send(block(url))),
  );
  const grown = process.memoryUsage().rss - before;
  expect(answers.map((answer) => failedAnswer(answer).reason)).toEqual(Array(12).fill("too-large"));
  expect(grown / MIB).toBeLessThan(64);
});
