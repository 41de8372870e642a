import { getEventListeners } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Egress, EgressPolicy } from "../ports/egress.ts";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import { failedAnswer, goodAnswer, textOf } from "./testing/outbound-answer.ts";
import { outboundRequest } from "./testing/outbound-request.ts";
import { plainAnswer, startRawReceiver } from "./testing/raw-receiver.ts";
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
  test("an answer comes back with status, headers and body", async () => {
    const { url } = await receivers.answering(plainAnswer("hello", "X-Kind: a\r\nx-kind: b\r\n"));
    expect(await egress.send(outboundRequest({ url, policy }))).toMatchObject({
      kind: "answered",
      status: 200,
      headers: { "x-kind": "a, b", "content-length": "5" },
      body: Buffer.from("hello"),
      truncated: false,
    });
  });

  test.each([301, 302, 303, 307, 308])(
    "a redirect with %i is an answer and is not followed",
    async (status) => {
      const canary = await receivers.answering(plainAnswer());
      const locations = [
        canary.url,
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "/again",
      ];
      for (const location of locations) {
        const head = `HTTP/1.1 ${status} Moved\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
        const redirecting = await receivers.answering(head);
        const answer = await egress.send(outboundRequest({ url: redirecting.url, policy }));
        expect(answer).toMatchObject({ kind: "answered", status, headers: { location } });
        expect(redirecting.requests).toHaveLength(1);
      }
      expect(canary.connections()).toBe(0);
    },
  );

  test("a body without a length ends with the connection", async () => {
    const { url } = await receivers.start({
      onRequest: (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nabc"),
    });
    expect(textOf(await egress.send(outboundRequest({ url, policy })))).toBe("abc");
  });

  test("early hints before the answer are passed over", async () => {
    const { url } = await receivers.answering(
      "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\ncontent-length: 999999999\r\n\r\n",
      plainAnswer("ok"),
    );
    const answer = await egress.send(outboundRequest({ url, policy }));
    expect(textOf(answer)).toBe("ok");
    expect(goodAnswer(answer).headers).not.toHaveProperty("link");
  });

  test("a HEAD request has an answer without a body, whatever length is announced", async () => {
    const { url } = await receivers.answering(
      "HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\ncontent-encoding: gzip\r\n\r\n",
    );
    const request = outboundRequest({ url, policy, method: "HEAD", body: null });
    expect(textOf(await egress.send(request))).toBe("");
  });

  test("a closed port is a failure to connect, and nothing was sent", async () => {
    const receiver = await startRawReceiver();
    await receiver.close();
    const answer = failedAnswer(await egress.send(outboundRequest({ url: receiver.url, policy })));
    expect(answer).toMatchObject({ reason: "connect", sent: false });
    expect(answer.message).not.toContain("127");
  });

  test("the caller can give up before, while waiting and never again afterwards", async () => {
    const receiver = await receivers.start({});
    const before = outboundRequest({ url: receiver.url, policy, signal: AbortSignal.abort() });
    expect(failedAnswer(await egress.send(before))).toMatchObject({
      reason: "aborted",
      sent: false,
    });
    expect(receiver.connections()).toBe(0);
    const controller = new AbortController();
    const waiting = egress.send(
      outboundRequest({ url: receiver.url, policy, signal: controller.signal }),
    );
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1));
    controller.abort(new Error("the visitor left"));
    expect(failedAnswer(await waiting)).toMatchObject({ reason: "aborted", sent: true });
    await vi.waitFor(() => expect(receiver.openConnections()).toBe(0));
  });
});

test("connections are kept: a hundred requests one after another use one", async () => {
  const receiver = await receivers.answering(plainAnswer());
  for (let i = 0; i < 100; i += 1) await egress.send(outboundRequest({ url: receiver.url }));
  expect(receiver.requests).toHaveLength(100);
  expect(receiver.connections()).toBe(1);
});

test("fifty silent requests delay neither another host nor another request to the same one", async () => {
  const mute = await receivers.start({
    onRequest: (socket, request) => {
      if (request.includes("GET /fast")) socket.write(plainAnswer());
    },
  });
  const other = await receivers.answering(plainAnswer());
  const { signal, abort } = giveUp();
  const silent = Array.from({ length: 50 }, () =>
    egress.send(outboundRequest({ url: mute.url, totalTimeoutMs: 10_000, signal })),
  );
  const fast = outboundRequest({ url: `${mute.url}fast`, method: "GET", body: null });
  const quick = await Promise.all([
    egress.send(fast),
    egress.send(outboundRequest({ url: other.url })),
  ]);
  expect(quick.map((answer) => answer.kind)).toEqual(["answered", "answered"]);
  abort();
  const reasons = (await Promise.all(silent)).map((answer) => failedAnswer(answer).reason);
  expect(reasons).toEqual(Array(50).fill("aborted"));
});

function giveUp(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

test("with a limit on connections the others wait within their own time, and are not sent once it is over", async () => {
  const narrow = createEgress({
    allow: parseAllowList("127.0.0.1").rules,
    maxConnectionsPerHost: { hook: 2 },
  });
  const receiver = await receivers.start({});
  const send = (totalTimeoutMs: number) =>
    narrow.send(outboundRequest({ url: receiver.url, totalTimeoutMs }));
  const answers = await Promise.all([send(400), send(400), send(100), send(100)]);
  await narrow.close();
  expect(answers.map(failedAnswer).map(({ reason, sent }) => [reason, sent])).toEqual([
    ["timeout", true],
    ["timeout", true],
    ["timeout", false],
    ["timeout", false],
  ]);
  expect(receiver.requests).toHaveLength(2);
});

test("a request leaves nothing behind on the caller's signal", async () => {
  const { url } = await receivers.answering(plainAnswer());
  const { signal } = new AbortController();
  for (let i = 0; i < 3; i += 1) await egress.send(outboundRequest({ url, signal }));
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a request leaves no timer behind", async () => {
  const { url } = await receivers.answering(plainAnswer());
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  for (let i = 0; i < 50; i += 1) {
    await egress.send(outboundRequest({ url, connectTimeoutMs: 50_000, totalTimeoutMs: 50_000 }));
  }
  expect(timers() - before).toBeLessThan(10);
});

test("closing waits for what is running and refuses what comes later", async () => {
  const closing = createEgress({ allow: parseAllowList("127.0.0.1").rules });
  const receiver = await receivers.start({
    onRequest: (socket) => void setTimeout(() => socket.write(plainAnswer()), 100),
  });
  const running = closing.send(outboundRequest({ url: receiver.url }));
  await vi.waitFor(() => expect(receiver.requests).toHaveLength(1));
  const closed = closing.close();
  for (const connectTimeoutMs of [300, 301]) {
    const late = await closing.send(outboundRequest({ url: receiver.url, connectTimeoutMs }));
    expect(failedAnswer(late)).toMatchObject({ reason: "aborted", sent: false });
  }
  expect((await running).kind).toBe("answered");
  await closed;
  await vi.waitFor(() => expect(receiver.openConnections()).toBe(0));
});

test("what is refused by its text alone never reaches a resolver", async () => {
  const lookup = vi.fn();
  const strict = createEgress({
    allow: [],
    lookup,
    own: [{ host: "chat.example.com", port: 443 }],
  });
  for (const url of [
    "https://chat.example.com/",
    "https://localhost/",
    "ftp://example.com/",
    "https://example.com:22/",
  ]) {
    expect(strict.check(url, "hook")).not.toBeNull();
    const answer = failedAnswer(await strict.send(outboundRequest({ url })));
    expect(answer).toMatchObject({ reason: "refused-by-policy", sent: false, durationMs: 0 });
  }
  expect(strict.check("https://example.com/", "webhook-block")).toBeNull();
  expect(lookup).not.toHaveBeenCalled();
  await strict.close();
});
