import { FlowDocument } from "@parley/flow";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scopes } from "../../features/accounts/scopes.ts";
import type { Egress, OutboundAnswer, OutboundRequest } from "../../ports/egress.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { createPerformers } from "../../workers/effects/performers.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { arrive } from "../testing/seed-payment.ts";

/** Nothing that is kept or shown may hold this. */
const canary = "c4nary-5ecret-value";

let server: TestServer;
let sent: OutboundRequest[];
let answer: OutboundAnswer;
beforeEach(async () => {
  sent = [];
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

const egress: Egress = {
  send: async (request) => {
    sent.push(request);
    return answer;
  },
  check: () => null,
  close: async () => {},
};

const answered = (
  status: number,
  body: string,
  headers: Record<string, string> = { "content-type": "application/json" },
): OutboundAnswer => ({
  ...{ kind: "answered", status, headers, body: new TextEncoder().encode(body) },
  ...{ truncated: false, durationMs: 12.4 },
});

interface Called {
  readonly botId: number;
  readonly customerId: number;
}

/** Publishes a flow whose first block calls, lets a visitor come, and makes the call. */
async function call(params: object, visitorKey = "v1", tries = 1): Promise<Called> {
  const flow = FlowDocument.parse({
    ...{ format: 1, name: "Pay", start: "call" },
    blocks: {
      call: { kind: "webhook", params: { url: "https://pay.example/", ...params }, next: {} },
    },
  });
  const { features, workspace } = server;
  const bot = await features.bots.publish(await features.bots.create(workspace.id, flow), "");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: bot.id },
  });
  const visitor = await arrive(server, channel.id, visitorKey);
  for (let at = 0; at < tries; at += 1) await work();
  return { botId: bot.id, customerId: await visitor.customerId() };
}

/** Performs what is owed, as the workers do. */
async function work(): Promise<void> {
  const { store, clock, features } = server;
  clock.advance(60_000);
  const perform = createPerformers({ ...features, clock, egress })["call-http"];
  for (const task of await store.claimTasks(10, 60_000))
    await perform(task, {
      signal: new AbortController().signal,
      putOff: async (dueMs, payload) => void (await store.postponeTask(task, dueMs, payload)),
    });
}

async function logOf(botId: number, query = "") {
  const told = await askJson(server, "GET", `/v1/bots/${botId}/requests/${query}`);
  expect(told.status).toBe(200);
  return told.body as { requests: Record<string, unknown>[]; next: number | null };
}

test("a call is told with what was sent and answered", async () => {
  answer = answered(201, '{"paid":true}');
  const { botId, customerId } = await call({
    ...{ method: "POST", body: { kind: "json", template: '{"who": @id}' } },
    headers: [{ name: "X-Shop", value: "7" }],
  });
  expect(await logOf(botId)).toEqual({
    success: true,
    next: null,
    requests: [
      {
        ...{ id: 1, at: expect.any(Number), customer_id: customerId, block: "call", version: 1 },
        ...{ method: "POST", url: "https://pay.example/", attempts: 1, duration_ms: 12 },
        request_headers: expect.objectContaining({ "X-Shop": "7" }),
        request_body: expect.stringContaining(String(customerId)),
        ...{ request_truncated: false, status: 201 },
        answer_headers: { "content-type": "application/json" },
        ...{ answer_body: '{"paid":true}', answer_truncated: false, error: null },
      },
    ],
  });
  expect(sent).toHaveLength(1);
});

test("a call that failed says so in words that tell nothing of what is inside", async () => {
  answer = {
    ...{ kind: "failed", reason: "refused-by-policy", message: "The server could not be reached." },
    ...{ detail: "10.0.0.5 is an internal address", sent: false, durationMs: 1 },
  };
  const { botId } = await call({});
  const [request] = (await logOf(botId)).requests;
  expect(request).toMatchObject({ status: null, answer_body: "", answer_headers: {} });
  expect(request?.error).toBe("The server could not be reached.");
  expect(JSON.stringify(request)).not.toContain("10.0.0.5");
});

test("repeats are one line: the last try, and how many there were", async () => {
  answer = answered(503, "");
  const { botId } = await call({ retries: 1 }, "v1", 2);
  expect(sent).toHaveLength(2);
  expect((await logOf(botId)).requests).toMatchObject([{ status: 503, attempts: 2 }]);
});

test("bodies are cut at 16 KiB, between characters, and say so", async () => {
  answer = answered(200, `x${"é".repeat(20_000)}`, {});
  const { botId } = await call({});
  const [request] = (await logOf(botId)).requests;
  expect(request).toMatchObject({ answer_truncated: true, request_truncated: false });
  const body = String(request?.answer_body);
  expect(Buffer.byteLength(body)).toBe(16 * 1024 - 1);
  expect(body).not.toContain("\u{FFFD}");
});

test("no secret is kept, wherever it stood and wherever the answer repeats it", async () => {
  answer = answered(
    200,
    JSON.stringify({
      echo: { "X-Api-Key": canary, words: `You sent ${canary}` },
      access_token: `${canary}-2`,
      again: `${canary}-2`,
    }),
    { "set-cookie": `sid=${canary}`, "x-note": `for ${canary}` },
  );
  const { botId, customerId } = await call({
    ...{ url: `https://pay.example/?api_key=${canary}&page=2`, method: "POST" },
    headers: [
      { name: "Authorization", value: `Bearer ${canary}` },
      { name: "X-Api-Key", value: canary },
    ],
    body: { kind: "json", template: `{"password": "${canary}", "note": "n ${canary} n"}` },
  });
  expect(JSON.stringify(sent)).toContain(canary);
  const [request] = (await logOf(botId)).requests;
  expect(request).toMatchObject({
    url: "https://pay.example/?api_key=****&page=2",
    request_headers: { Authorization: "Bearer ****", "X-Api-Key": "****" },
    request_body: expect.stringContaining('"note"'),
    answer_headers: { "set-cookie": "****", "x-note": "for ****" },
  });
  expect(JSON.stringify(request)).not.toContain(canary);
  const kept = await server.store.webhookRequests({ botId, limit: 10 });
  expect(JSON.stringify(kept)).not.toContain(canary);
  expect(JSON.stringify(await server.store.trace(customerId, 100))).not.toContain(canary);
});

test("is listed by block and customer, newest first, page by page", async () => {
  answer = answered(200, "");
  const { botId, customerId } = await call({});
  const [row] = await server.store.webhookRequests({ botId, limit: 1 });
  if (!row) throw new Error("Nothing was logged.");
  const before = await server.store.conversation(customerId);
  if (!before) throw new Error("There is no conversation.");
  const { id: _, ...first } = row;
  const conversation = { ...before, revision: before.revision + 1 };
  const nothing = { entries: [], newTasks: [], cancelledTasks: [], trace: [] };
  await server.store.commit({
    turn: { conversation, ...nothing, webhookRequest: { ...first, block: "other" } },
  });
  const ids = async (query: string) => {
    const { requests, next } = await logOf(botId, query);
    return [requests.map(({ id }) => id), next];
  };
  expect(await ids("")).toEqual([[2, 1], null]);
  expect(await ids("?limit=1")).toEqual([[2], 2]);
  expect(await ids("?limit=1&before=2")).toEqual([[1], null]);
  expect(await ids("?block=call")).toEqual([[1], null]);
  expect(await ids(`?customer_id=${customerId}&block=other`)).toEqual([[2], null]);
  expect(await ids("?customer_id=7")).toEqual([[], null]);
});

test("is erased with the customer", async () => {
  answer = answered(200, "");
  const { botId, customerId } = await call({});
  await server.ask({ method: "DELETE", url: `/v1/customers/${customerId}/` });
  expect(await logOf(botId)).toMatchObject({ requests: [] });
});

test("is for those only who may read what customers say", async () => {
  answer = answered(200, "");
  const { botId } = await call({});
  const made = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "Builder" },
    scopes: scopes.filter((scope) => scope !== "customers:read"),
  });
  const headers = { authorization: `Token ${made.secret}` };
  const url = `/v1/bots/${botId}/requests/`;
  expect(await askJson(server, "GET", url, undefined, headers)).toEqual({
    status: 403,
    body: { detail: 'This token lacks the scope "customers:read".' },
  });
});

test("a call stands in the log of the bot whose block made it, wherever its answer leads", async () => {
  answer = answered(200, "{}");
  const { features, workspace } = server;
  const publish = async (name: string, blocks: object, start: string) => {
    const flow = FlowDocument.parse({ format: 1, name, start, blocks });
    return features.bots.publish(await features.bots.create(workspace.id, flow), "");
  };
  const other = await publish(
    "Other",
    { bye: { kind: "goodbye", params: { text: "Bye" }, next: {} } },
    "bye",
  );
  const calls = {
    call: {
      ...{ kind: "webhook", params: { url: "https://pay.example/" } },
      next: { success: "on" },
    },
    on: { kind: "jump", params: { bot: other.id }, next: {} },
  };
  const bot = await publish("Pay", calls, "call");
  const { channel } = await features.channels.create({
    ...{ workspaceId: workspace.id, name: "Site", type: "landbot", botId: bot.id },
  });
  const visitor = await arrive(server, channel.id, "v1");
  await work();
  const conversation = await server.store.conversation(await visitor.customerId());
  expect(conversation?.state.bot).toBe(other.id);
  expect((await logOf(other.id)).requests).toEqual([]);
  expect((await logOf(bot.id)).requests).toMatchObject([{ block: "call", version: 1 }]);
});

test("a large answer is kept to its beginning", async () => {
  const hostile = '\\"'.repeat(1 << 19);
  answer = answered(200, `{"token":"${canary}","text":"${hostile}`);
  const { botId } = await call({});
  const [request] = (await logOf(botId)).requests;
  expect(String(request?.answer_body).length).toBe(16 * 1024);
  expect(request).toMatchObject({ answer_truncated: true });
  expect(JSON.stringify(request)).not.toContain(canary);
});
