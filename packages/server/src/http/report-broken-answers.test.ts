import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sendAnswer } from "./answer-errors.ts";
import { createApp } from "./app.ts";

let app: FastifyInstance;
let reports: (readonly [string, string])[];
let pieces: () => AsyncGenerator<string>;
let hasClosed: Promise<void>;

beforeEach(async () => {
  reports = [];
  app = createApp({
    report: (error, about) => reports.push([(error as Error).message, about]),
    trustedProxies: [],
  });
  let close = () => {};
  hasClosed = new Promise((resolve) => {
    close = resolve;
  });
  app.get("/lines/:secret/", (_, reply) => {
    const body = Readable.from(pieces(), { objectMode: false });
    body.once("close", close);
    return sendAnswer(reply, { status: 200, body });
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => app.close());

function ask(): Promise<IncomingMessage> {
  const { port } = app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: "/lines/abc/" }, resolve).on("error", reject);
  });
}

const ended = (answer: IncomingMessage) =>
  new Promise((resolve) => {
    answer.resume().once("close", () => resolve(answer.complete));
  });

test("an answer that breaks off in the middle is reported once, by its route", async () => {
  pieces = async function* fail() {
    yield "one\n";
    yield "two\n";
    throw new Error("The disk fails.");
  };
  const answer = await ask();
  expect([answer.statusCode, await ended(answer)]).toEqual([200, false]);
  expect(reports).toEqual([["The disk fails.", "answer to GET /lines/:secret/ broke off"]]);
});

test("one that fails before it begins is answered, and reported as that", async () => {
  // biome-ignore lint/correctness/useYield: it fails before.
  pieces = async function* fail() {
    throw new Error("The disk fails.");
  };
  const answer = await ask();
  expect([answer.statusCode, await ended(answer)]).toEqual([500, true]);
  expect(reports).toEqual([["The disk fails.", expect.stringMatching(/^request .* GET \/lines/)]]);
});

test("one that comes to its end, or whose reader goes away, is not reported", async () => {
  pieces = async function* end() {
    yield "one\n";
  };
  expect(await ended(await ask())).toBe(true);
  pieces = async function* endless() {
    for (;;) yield "x".repeat(65_536);
  };
  const answer = await ask();
  answer.destroy();
  await hasClosed;
  expect(reports).toEqual([]);
});
