import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { AppError } from "../errors.ts";
import { createApp } from "./app.ts";
import type { HotRequest } from "./hot-door.ts";

const path = "/hot/say";

/** An application with one hot route, listening. */
async function open(trustedProxies: readonly string[] = []) {
  const reports: string[] = [];
  const seen: HotRequest[] = [];
  const app = createApp({ trustedProxies, report: (_, about) => reports.push(about) });
  app.hotPost(path, { "x-scope": "hot" }, async (request) => {
    seen.push(request);
    const { body } = request;
    if (body === "refuse") throw new AppError("throttled", { retryAfterSeconds: 2 });
    if (body === "break") throw new Error("a fault of ours");
    return { status: 201, body: { heard: body ?? null } };
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => app.close());
  return { app, url, reports, seen };
}

const moving = new Set(["date", "connection", "keep-alive", "x-scope", "transfer-encoding"]);
const settled = (headers: Iterable<[string, unknown]>) =>
  Object.fromEntries([...headers].filter(([name]) => !moving.has(name)));
const named = (text: string) => text.replace(/[0-9a-f-]{36}/, "<id>");

test.each([
  ["JSON", '{"a":"ü"}', "application/json"],
  ["text that holds JSON", '{"a":1}', "text/plain;charset=UTF-8"],
  ["a form", "a=1&b=2", "application/x-www-form-urlencoded"],
  ["no JSON", '{"a":', "application/json"],
  ["equal keys", '{"a":1,"a":2}', "application/json"],
  ["a type that nobody reads", "<a/>", "application/xml"],
  ["a refusal", '"refuse"', "application/json"],
  ["a fault", '"break"', "application/json"],
])("answers %s as the framework does", async (_, body, type) => {
  const { app, url, reports } = await open();
  const headers = { "content-type": type };
  for (const at of [path, `${path}/`]) {
    const hot = await fetch(`${url}${at}`, { method: "POST", body, headers });
    const usual = await app.inject({ method: "POST", url: at, payload: body, headers });
    expect(hot.status).toBe(usual.statusCode);
    expect(named(await hot.text())).toBe(named(usual.body));
    expect(settled(hot.headers)).toEqual(settled(Object.entries(usual.headers)));
    expect(hot.headers.get("x-scope")).toBe("hot");
  }
  expect(reports.map(named)).toEqual(
    body === '"break"' ? Array(4).fill(`request <id> POST ${path}`) : [],
  );
});

test.each([
  ["no body", {}],
  ["an empty body of a type", { headers: { "content-type": "application/json" }, body: "" }],
  [
    "a long body",
    { headers: { "content-type": "application/json" }, body: `"${"x".repeat(70_000)}"` },
  ],
])("leaves %s to the framework, and the handler sees it", async (_, init) => {
  const { url, seen } = await open();
  const answer = await fetch(`${url}${path}`, { method: "POST", ...init });
  expect(answer.status).toBe(201);
  expect(answer.headers.get("x-scope")).toBeNull();
  expect(seen).toHaveLength(1);
});

test("answers a body beyond the limit, another method and another path as everywhere", async () => {
  const { url } = await open();
  const body = `"${"x".repeat(1024 * 1024 + 1)}"`;
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${url}${path}`, { method: "POST", body, headers })).status).toBe(413);
  expect((await fetch(`${url}${path}`)).status).toBe(404);
  expect((await fetch(`${url}${path}x`, { method: "POST", body: "1", headers })).status).toBe(404);
});

test("tells the client's address, believing only trusted proxies", async () => {
  const init = { method: "POST", body: "1", headers: { "x-forwarded-for": "203.0.113.7" } };
  const plain = await open();
  await fetch(`${plain.url}${path}`, init);
  expect(plain.seen[0]?.ip).toBe("127.0.0.1");
  const proxied = await open(["127.0.0.1"]);
  await fetch(`${proxied.url}${path}`, init);
  expect(proxied.seen[0]?.ip).toBe("203.0.113.7");
});

test("does not begin for a body that breaks off, and goes on serving", async () => {
  const { url, seen, reports } = await open();
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
  await new Promise((resolve) =>
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n123`, resolve),
  );
  socket.destroy();
  await new Promise((resolve) => socket.once("close", resolve));
  expect((await fetch(`${url}${path}`, { method: "POST", body: "1" })).status).toBe(201);
  expect(seen).toHaveLength(1);
  expect(reports).toEqual([]);
});

test("takes a body that comes in pieces, and many at once, each with its own", async () => {
  const { url, seen } = await open();
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
  const answered = new Promise((resolve) => socket.once("data", resolve));
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 8\r\n\r\n`;
  for (const piece of [head, '"in ', 'two"']) {
    await new Promise((resolve) => socket.write(piece, resolve));
    // A turn of the loop or two, so that the server sees each by itself.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(String(await answered)).toContain('{"heard":"in two"}');
  socket.destroy();
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  const heard = await Promise.all(
    numbers.map(async (n) => {
      const init = { method: "POST", body: String(n), headers: { "content-type": "text/plain" } };
      return ((await (await fetch(`${url}${path}`, init)).json()) as { heard: number }).heard;
    }),
  );
  expect(heard).toEqual(numbers);
  expect(seen).toHaveLength(41);
});

test("one that is refused or fails stops none of those that begin with it", async () => {
  const { url } = await open();
  const bodies = ['"break"', '"refuse"', '{"a":', "1"];
  const headers = { "content-type": "application/json" };
  const statuses = await Promise.all(
    bodies.map(
      async (body) => (await fetch(`${url}${path}`, { method: "POST", body, headers })).status,
    ),
  );
  expect(statuses).toEqual([500, 429, 400, 201]);
});
