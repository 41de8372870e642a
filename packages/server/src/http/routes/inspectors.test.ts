import { afterEach, beforeEach, expect, test } from "vitest";
import { createInspectors } from "../../features/hooks/inspectors.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, notFound } from "../testing/ask-json.ts";
import { openTestServer, publicUrl, type TestServer } from "../testing/open-test-server.ts";
import { readEvents } from "../testing/read-events.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

interface Inspector {
  readonly id: number;
  readonly url: string;
}

async function make(body: object = {}): Promise<Inspector & { readonly path: string }> {
  const made = await askJson(server, "POST", "/v1/inspectors/", body);
  expect(made.status).toBe(201);
  const { inspector } = made.body as { inspector: Inspector };
  return { ...inspector, path: inspector.url.slice(publicUrl.length) };
}

const requests = async (id: number, query = "") => {
  const { body } = await askJson(server, "GET", `/v1/inspectors/${id}/requests/${query}`);
  return body as { total: number; requests: { [key: string]: unknown }[] };
};

/** Sends to an inspector as anybody may, without a token. */
const send = (url: string, more: object = {}) =>
  server.app.inject({ method: "POST", url, ...more });

test("an inspector keeps what it is sent, whatever it is, and shows the newest first", async () => {
  const { id, path } = await make({ name: "Helpdesk" });
  const headers = { "content-type": "application/json", "x-kind": "a" };
  const answer = await send(path, { headers, payload: '{"messages":[1]}' });
  expect([answer.statusCode, answer.json()]).toEqual([200, { success: true }]);
  await send(`${path}deep/er?x=1`, { method: "PUT", payload: "not { json", headers });
  await send(path.replace(/\/$/, ""), { method: "GET" });
  expect(await requests(id)).toMatchObject({
    total: 3,
    requests: [
      { number: 3, method: "GET", path: "/", body: "", size: 0 },
      { number: 2, method: "PUT", path: "/deep/er?x=1", body: "not { json", answered: 200 },
      {
        ...{ number: 1, method: "POST", path: "/", body: '{"messages":[1]}', size: 16 },
        ...{ truncated: false, at: 1_795_262_400.000_001 },
        headers: expect.objectContaining({ "x-kind": "a", "content-type": "application/json" }),
      },
    ],
  });
  expect(await requests(id, "?offset=1&limit=1")).toMatchObject({
    total: 3,
    requests: [{ number: 2 }],
  });
  expect(await askJson(server, "DELETE", `/v1/inspectors/${id}/requests/`)).toEqual(gone);
  expect(await requests(id)).toMatchObject({ total: 0, requests: [] });
});

test("it keeps a hundred requests, and of a long body the beginning", async () => {
  const { id, path } = await make();
  for (let count = 0; count < 103; count += 1) await send(path, { payload: String(count) });
  const { total, requests: kept } = await requests(id, "?limit=100");
  expect([total, kept.length, kept[0]?.body, kept.at(-1)?.body]).toEqual([100, 100, "102", "3"]);
  await send(path, { payload: "x".repeat(100_000) });
  expect((await requests(id, "?limit=1")).requests[0]).toMatchObject({
    ...{ number: 104, truncated: true, size: 100_000, body: "x".repeat(65_536) },
  });
  expect((await send(path, { payload: "x".repeat(1_100_000) })).statusCode).toBe(413);
});

test("its settings choose what it answers, and when", async () => {
  const { id, path } = await make({ status: 503 });
  const answer = await send(path);
  expect([answer.statusCode, answer.json()]).toEqual([503, { success: false }]);
  const change = (body: object) => askJson(server, "PATCH", `/v1/inspectors/${id}/`, body);
  expect(await change({ status: "204", delay_ms: 5_000, name: "Slow" })).toMatchObject({
    status: 200,
    body: { inspector: { id, name: "Slow", status: 204, delay_ms: 5_000 } },
  });
  let isAnswered = false;
  const slow = send(path).then((it) => {
    isAnswered = true;
    return it;
  });
  await expect.poll(() => requests(id)).toMatchObject({ total: 2 });
  server.clock.advance(4_999);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  server.clock.advance(1);
  const late = await slow;
  expect([late.statusCode, late.body]).toEqual([204, ""]);
  for (const wrong of [{ status: 199 }, { status: "x" }, { delay_ms: -1 }, { delay_ms: 60_001 }])
    expect((await change(wrong)).status).toBe(422);
});

test("its address cannot be guessed, holds over a restart, and ends with the inspector", async () => {
  const { id, path } = await make();
  const [name = ""] = /[^/]+(?=\/$)/.exec(path) ?? [];
  const altered = name.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  for (const other of [
    altered,
    "1-1",
    name.toUpperCase(),
    `${name}x`,
    "1-2-AAAAAAAAAAAAAAAAAAAAAA",
  ])
    expect((await send(`/v1/inspector/${other}/`)).statusCode, other).toBe(404);
  const { store, clock, key } = server;
  const restarted = createInspectors({ store, clock, key });
  expect(await restarted.byName(name)).toMatchObject({ id });
  const otherKey = createInspectors({ store, clock, key: new Uint8Array(32) });
  expect(await otherKey.byName(name)).toBeNull();
  expect(JSON.stringify(await store.setting("inspectors.1"))).not.toContain(name.slice(-22));
  expect(await askJson(server, "DELETE", `/v1/inspectors/${id}/`)).toEqual(gone);
  expect((await send(path)).statusCode).toBe(404);
  expect(await askJson(server, "GET", `/v1/inspectors/${id}/`)).toEqual(notFound);
  expect((await make()).id).toBe(2);
});

test("there are twenty and no more, each listed once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 22 }, () => askJson(server, "POST", "/v1/inspectors/")),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
  const { body } = await askJson(server, "GET", "/v1/inspectors/?limit=100");
  const { total, inspectors } = body as { total: number; inspectors: Inspector[] };
  expect([total, new Set(inspectors.map(({ url }) => url)).size]).toEqual([20, 20]);
});

test("secrets that were sent are shown to whoever may read tokens, and to others not", async () => {
  const { id, path } = await make();
  const cookie = "session=s3cret-1; theme=dark";
  const authorization = "Token s3cret of several words";
  await send(path, { headers: { cookie, authorization, "x-api-key": "s3cret-2" } });
  const { secret } = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "reader" },
    scopes: ["hooks:read"],
  });
  const url = `/v1/inspectors/${id}/requests/`;
  const headers = { authorization: `Token ${secret}` };
  const sent = (body: string) => JSON.parse(body).requests[0].headers;
  expect(sent((await server.ask({ url })).body)).toMatchObject({ cookie, authorization });
  const seen = (await server.ask({ url, headers })).body;
  expect(sent(seen)).toMatchObject({ authorization: "Token ****", cookie: "****" });
  expect(seen).not.toMatch(/s3cret|theme|several/);
});

test("who watches sees each request as it comes, until the token is revoked", async () => {
  const { id, path } = await make();
  const base = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { secret, record } = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "watcher" },
    scopes: ["hooks:read"],
  });
  const watched = await readEvents(`${base}/v1/inspectors/${id}/live/`, secret);
  expect(watched.status).toBe(200);
  for (const payload of ["one", "two"]) {
    await send(path, { payload });
    expect(await watched.next()).toMatchObject({ name: "request", data: { body: payload } });
  }
  await server.features.tokens.revoke(server.workspace.id, record.id);
  await watched.ended();
});

test("sixteen watch one inspector, and no seventeenth", async () => {
  const { id } = await make();
  const base = await server.app.listen({ host: "127.0.0.1", port: 0 });
  const url = `${base}/v1/inspectors/${id}/live/`;
  const open = await Promise.all(Array.from({ length: 16 }, () => readEvents(url, server.token)));
  const late = await readEvents(url, server.token);
  expect(late.status).toBe(429);
  await open[0]?.close();
  await expect
    .poll(async () => {
      const next = await readEvents(url, server.token);
      open.push(next);
      return next.status;
    })
    .toBe(200);
  await Promise.all(open.map((it) => it.close()));
});
