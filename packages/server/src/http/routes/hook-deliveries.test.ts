import { afterEach, beforeEach, expect, test } from "vitest";
import type { HookDispatch } from "../../features/hooks/hook-dispatch.ts";
import type { AttemptRecord, DeliveryKey, DeliveryOutcome, HookRecord } from "../../ports/hooks.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { type Payment, seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
let hook: HookRecord;
let epoch: number;
let skipped: DeliveryKey[];
let refreshed: number[];
/** When a receiver answers a sample. */
let answering: Promise<void>;
let tried: { readonly url: string; readonly eventId: string; readonly body: string }[];

const attempt: AttemptRecord = {
  ...{ atMs: 1_795_262_400_000, durationMs: 12.4, url: "https://example.org/hook", status: 500 },
  requestHeaders: { Authorization: "Token s3cret", "webhook-id": "evt_1" },
  answerHeaders: { "content-type": "text/plain", "set-cookie": "id=s3cret; Path=/" },
  ...{ answer: "broken", error: "It said 500." },
};
const shownAnswerHeaders = { "content-type": "text/plain", "set-cookie": "****" };

const dispatch: HookDispatch = {
  refresh: (hookId) => void refreshed.push(hookId),
  skip: async ({ hookId, conversationId, run, seq }) => {
    skipped.push({ hookId, conversationId, run, seq });
    return skipped.length === 1;
  },
  tryOnce: async ({ url }, message) => {
    tried.push({ url, ...message });
    await answering;
    return { ...attempt, status: 200, error: null, answer: "ok" };
  },
};

beforeEach(async () => {
  [skipped, refreshed, tried, answering] = [[], [], [], Promise.resolve()];
  server = await openTestServer({ openStore: openMemoryStore, dispatch });
  payment = await seedPayment(server);
  const about = { workspaceId: server.workspace.id, channelId: payment.channelId };
  ({ hook } = await server.hooks.manage.create({
    ...{ ...about, url: "https://example.org/hook", token: "s3cret" },
  }));
  refreshed.length = 0;
  epoch = await server.store.beginDispatch();
  await payment.visitor.say("one");
});
afterEach(() => server.close());

const path = (rest = "") => `/v1/channels/${payment.channelId}/message_hooks/${hook.id}/${rest}`;

interface Row {
  readonly id: string;
  readonly status: string;
  readonly seq: number;
  readonly sender: string;
}

async function list(query = ""): Promise<{ total: number; deliveries: Row[] }> {
  const { status, body } = await askJson(server, "GET", path(`deliveries/${query}`));
  expect(status).toBe(200);
  return body as { total: number; deliveries: Row[] };
}

/** The delivery of the customer's word. */
async function firstRow(): Promise<Row> {
  const found = (await list()).deliveries.find(({ sender }) => sender === "customer");
  if (!found) throw new Error("Nothing is owed.");
  return found;
}

async function record(seq: number, outcome: DeliveryOutcome, run = 0): Promise<void> {
  const key = { hookId: hook.id, conversationId: payment.customerId, run, seq };
  await server.store.recordDeliveries(epoch, [{ key, attempt, outcome }]);
}

test("what a hook is owed is listed, with its state and its attempts in a line each", async () => {
  const { id, seq } = await firstRow();
  expect(id).toBe(`${payment.customerId}-${seq}`);
  expect((await list()).deliveries.find((it) => it.id === id)).toEqual({
    ...{ id, seq, run: 0, event_id: expect.stringMatching(/^evt_/), type: "text" },
    ...{ customer_id: payment.customerId, sender: "customer", status: "pending", url: null },
    ...{ released: false, text: "one" },
    ...{ created_at: 1_795_262_400.000_001, next_attempt_at: 1_795_262_400.000_001, attempts: [] },
  });
  const dueMs = server.clock.nowMs() + 5_000;
  await record(seq, { kind: "later", dueMs, isReleased: false });
  expect((await list()).deliveries.find((it) => it.id === id)).toMatchObject({
    ...{ status: "failed", next_attempt_at: 1_795_262_405.000_001 },
    attempts: [{ at: 1_795_262_400.000_001, duration_ms: 12, status: 500, error: "It said 500." }],
  });
  await record(seq, { kind: "ok" });
  expect((await list()).deliveries.find((it) => it.id === id)).toMatchObject({
    ...{ status: "ok", next_attempt_at: null, attempts: [{}, {}] },
  });
});

test("the log is searched by state, type, sender, customer, run and time", async () => {
  const { seq, id } = await firstRow();
  await record(seq, { kind: "ok" });
  const all = await list();
  expect(all.total).toBeGreaterThanOrEqual(1);
  const rest = all.total - 1;
  const totals: [string, number][] = [
    ["?status=ok", 1],
    ["?status=pending", rest],
    ["?status=dead", 0],
    ["?sender=customer&type=text", 1],
    ["?type=button", 0],
    ["?type=", all.total],
    [`?customer_id=${payment.customerId}`, all.total],
    ["?customer_id=7", 0],
    ["?run=0", all.total],
    ["?run=1", 0],
    ["?since=1795262400", all.total],
    ["?since=1795262401", 0],
    ["?since=2026-11-21T12:00:00Z&until=2026-11-21T12:00:01Z", all.total],
    ["?until=2026-11-21T12:00:00Z", 0],
    ["?since=2026-11-21", all.total],
    ["?since=2026-11-22", 0],
  ];
  for (const [query, total] of totals) expect((await list(query)).total, query).toBe(total);
  expect((await list("?status=ok")).deliveries.map((it) => it.id)).toEqual([id]);
  for (const wrong of ["?status=lost", "?since=yesterday"])
    expect((await askJson(server, "GET", path(`deliveries/${wrong}`))).status, wrong).toBe(422);
});

test("one delivery shows the body, and every attempt with what was sent and came back, but no secret", async () => {
  const { id, seq } = await firstRow();
  await record(seq, { kind: "ok" });
  const { status, body } = await askJson(server, "GET", path(`deliveries/${id}/`));
  expect(status).toBe(200);
  const { delivery } = body as { delivery: { body: string; attempts: unknown[] } };
  expect(JSON.parse(delivery.body)).toMatchObject({
    messages: [{ seq, data: { body: "one" }, customer: { id: payment.customerId } }],
  });
  expect(delivery.attempts).toEqual([
    {
      ...{ at: 1_795_262_400.000_001, duration_ms: 12, status: 500, error: "It said 500." },
      ...{ url: "https://example.org/hook", answer: "broken" },
      request_headers: { Authorization: "Token ****", "webhook-id": "evt_1" },
      answer_headers: shownAnswerHeaders,
    },
  ]);
  expect(JSON.stringify(body)).not.toContain("s3cret");
});

test("names that are no delivery's are not found", async () => {
  const { id } = await firstRow();
  const [customer = "", seq = ""] = id.split("-");
  for (const other of [
    ...["x", "1", `${customer}`, `${customer}-`, `${customer}-0`, `${customer}-${seq}-0`],
    ...[`${customer}-${seq}-7`, `${customer}-99`, `0${customer}-${seq}`, `${id}x`, ` ${id}`],
  ])
    for (const [method, rest] of [
      ["GET", ""],
      ["POST", "resend/"],
      ["POST", "skip/"],
    ] as const)
      expect(
        await askJson(server, method, path(`deliveries/${encodeURIComponent(other)}/${rest}`)),
        `${method} ${other}`,
      ).toEqual(notFound);
  expect(skipped).toEqual([]);
});

test("a resend is owed beside the rest as a run of its own, under the same event id", async () => {
  const { id, seq } = await firstRow();
  await record(seq, { kind: "ok" });
  const resend = () => askJson(server, "POST", path(`deliveries/${id}/resend/`));
  expect(await resend()).toEqual({
    status: 202,
    body: { success: true, delivery_id: `${id}-1` },
  });
  expect(await resend()).toMatchObject({ body: { delivery_id: `${id}-2` } });
  expect(refreshed).toEqual([hook.id, hook.id]);
  const [first, again] = await Promise.all(
    [id, `${id}-1`].map(async (it) => {
      const { body } = await askJson(server, "GET", path(`deliveries/${it}/`));
      return (body as { delivery: { event_id: string; body: string; status: string } }).delivery;
    }),
  );
  expect(again).toMatchObject({ event_id: first?.event_id, body: first?.body, status: "pending" });
  const key = { "idempotency-key": "once" };
  const keyed = () => askJson(server, "POST", path(`deliveries/${id}/resend/`), undefined, key);
  expect(await keyed()).toEqual(await keyed());
  expect((await list("?run=4")).total).toBe(0);
});

test("a delivery is skipped once", async () => {
  const { id, seq } = await firstRow();
  const skip = () => askJson(server, "POST", path(`deliveries/${id}/skip/`));
  expect(await skip()).toEqual({ status: 200, body: { success: true } });
  expect(await skip()).toEqual({
    status: 412,
    body: { errors: { delivery: ["This delivery is not owed any more"] } },
  });
  const key = { hookId: hook.id, conversationId: payment.customerId, run: 0, seq };
  expect(skipped).toEqual([key, key]);
});

test("a replay owes what came since once more, in order, to another address if one is given", async () => {
  const { total } = await list();
  const replay = (body: object) => askJson(server, "POST", path("replay/"), body);
  expect(await replay({ since: 0 })).toEqual({
    status: 202,
    body: { success: true, queued: total, run: 1 },
  });
  const url = "https://example.net/other";
  const customer_id = String(payment.customerId);
  expect(await replay({ since: "2026-11-21T12:00:00Z", customer_id, url })).toMatchObject({
    body: { queued: total, run: 2 },
  });
  expect((await list("?run=2")).deliveries[0]).toMatchObject({ url, status: "pending" });
  expect(await replay({ since: 0, until: 1 })).toMatchObject({ body: { queued: 0 } });
  expect(refreshed).toEqual([hook.id, hook.id, hook.id]);
  for (const wrong of [
    {},
    { since: "x" },
    { since: 0, url: "ftp://x" },
    { since: 0, customer_id: "x" },
    { since: 5, until: 5 },
    { since: "2026-11-22", until: "2026-11-21" },
  ])
    expect((await replay(wrong)).status, JSON.stringify(wrong)).toBe(422);
});

test("a test sends a sample of nobody's, and shows what was sent and what came back", async () => {
  const { status, body } = await askJson(server, "POST", path("test/"));
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    event_id: expect.stringMatching(/^evt_test_[0-9a-f]{32}$/),
    request: {
      ...{ method: "POST", url: hook.url, body: tried[0]?.body },
      headers: { Authorization: "Token ****", "webhook-id": "evt_1" },
    },
    answer: {
      ...{ status: 200, text: "ok", headers: shownAnswerHeaders, duration_ms: 12 },
    },
  });
  const { eventId, body: sent } = tried[0] ?? { eventId: "", body: "{}" };
  expect(JSON.parse(sent)).toMatchObject({
    messages: [
      {
        ...{ type: "text", event_id: eventId, sender: { type: "bot" } },
        ...{ customer: { id: 10_000_000 }, channel: { id: payment.channelId, type: "landbot" } },
        _raw: { extra: { test: true } },
      },
    ],
  });
  expect((await list()).deliveries.some((it) => it.id.startsWith("10000000"))).toBe(false);
});

test("an API channel's own hook is tried with its own envelope", async () => {
  const { workspace, features, hooks } = server;
  const about = { workspaceId: workspace.id, name: "App", botId: null };
  const { channel } = await features.channels.create({ ...about, type: "apichat" });
  const { hook: own } = await hooks.manage.create({
    ...{ workspaceId: workspace.id, channelId: channel.id, form: "apichat" },
    url: "https://example.org/app",
  });
  const url = `/v1/channels/${channel.id}/message_hooks/${own.id}/test/`;
  expect(await askJson(server, "POST", url)).toMatchObject({ status: 200 });
  const { eventId, body } = tried[0] ?? { eventId: "", body: "{}" };
  expect(eventId).toMatch(/^evt_test_/);
  expect(JSON.parse(body)).toMatchObject({
    messages: [{ type: "text", event_id: eventId }],
    customer: { id: 10_000_000, token: "test" },
    channel: { id: channel.id, name: "App" },
  });
});

test("silent receivers hold eight samples of a workspace at a time, not more", async () => {
  let answer = (): void => {};
  answering = new Promise((resolve) => {
    answer = resolve;
  });
  const ask = () => askJson(server, "POST", path("test/"));
  const eight = Array.from({ length: 8 }, ask);
  await expect.poll(() => tried.length).toBe(8);
  expect(await ask()).toMatchObject({ status: 429 });
  answer();
  expect((await Promise.all(eight)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(await ask()).toMatchObject({ status: 200 });
});
