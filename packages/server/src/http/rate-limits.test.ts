import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await openTestServer({
    openStore: openMemoryStore,
    rate: { perSecond: 2, burst: 4 },
  });
});
afterEach(() => server.close());

async function ask(token = server.token, url = "/v1/projects/") {
  const answer = await server.app.inject({ url, headers: { authorization: `Token ${token}` } });
  const { headers } = answer;
  return {
    status: answer.statusCode,
    body: answer.json() as unknown,
    limit: headers["ratelimit-limit"],
    left: headers["ratelimit-remaining"],
    reset: headers["ratelimit-reset"],
    retryAfter: headers["retry-after"],
  };
}

const throttled = (seconds: number) => ({
  status: 429,
  body: {
    detail: `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? "" : "s"}.`,
  },
  limit: "4",
  left: "0",
  reset: "2",
  retryAfter: String(seconds),
});

test("tells with every answer how many requests are left, and refuses the one after the last", async () => {
  for (const left of ["3", "2", "1", "0"])
    expect(await ask()).toMatchObject({ status: 200, limit: "4", left, retryAfter: undefined });
  expect(await ask()).toEqual(throttled(1));
});

test("whoever waits as told is let in again", async () => {
  for (let n = 0; n < 5; n += 1) await ask();
  server.clock.advance(499);
  expect((await ask()).status).toBe(429);
  server.clock.advance(1);
  expect(await ask()).toMatchObject({ status: 200, left: "0" });
});

test("errors count and carry the headers as well", async () => {
  expect(await ask(server.token, "/v1/customers/7/")).toMatchObject({ status: 404, left: "3" });
});

test("one token's haste is not another's", async () => {
  const { secret } = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "Other" },
  });
  for (let n = 0; n < 5; n += 1) await ask();
  expect(await ask(secret)).toMatchObject({ status: 200, left: "3" });
});

test("a token that is not one learns nothing about rates, and costs nobody theirs", async () => {
  for (let n = 0; n < 10; n += 1)
    expect(await ask("nope")).toMatchObject({ status: 401, limit: undefined });
  expect(await ask()).toMatchObject({ left: "3" });
});

test("a throttled write is not remembered under its key", async () => {
  const { features, workspace } = server;
  const bot = () =>
    server.ask({
      method: "POST",
      url: "/v1/bots/",
      headers: { "idempotency-key": "k" },
      payload: { name: "B" },
    });
  for (let n = 0; n < 4; n += 1) await ask();
  expect((await bot()).statusCode).toBe(429);
  server.clock.advance(1_000);
  const made = await bot();
  expect([made.statusCode, made.headers["idempotency-replayed"]]).toEqual([201, undefined]);
  expect(await features.bots.list(workspace.id)).toHaveLength(1);
});

test("without limits nothing is said of them", async () => {
  const free = await openTestServer({ openStore: openMemoryStore });
  for (let n = 0; n < 150; n += 1) {
    const answer = await free.ask({ url: "/v1/projects/" });
    expect([answer.statusCode, answer.headers["ratelimit-limit"]]).toEqual([200, undefined]);
  }
  await free.close();
});
