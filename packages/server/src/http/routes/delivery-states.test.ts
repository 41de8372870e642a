import { afterEach, beforeEach, expect, test } from "vitest";
import type { AttemptRecord, DeliveryOutcome, HookRecord } from "../../ports/hooks.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { type Payment, seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
let hook: HookRecord;
let epoch: number;
/** The delivery of the customer's word. */
let id: string;
let seq: number;

const url = "https://example.org/hook";
const attempt: AttemptRecord = {
  ...{ atMs: 1_795_262_400_000, durationMs: 12, url, status: 500, error: "It said 500." },
  ...{ requestHeaders: {}, answerHeaders: {}, answer: "broken" },
};

beforeEach(async () => {
  server = await openTestServer({
    openStore: openMemoryStore,
    dispatch: {
      refresh: () => {},
      skip: () => Promise.reject(new Error("Nobody skips here.")),
      tryOnce: () => Promise.reject(new Error("Nobody tries here.")),
    },
  });
  payment = await seedPayment(server);
  const about = { workspaceId: server.workspace.id, channelId: payment.channelId };
  ({ hook } = await server.hooks.manage.create({ ...about, url, senders: ["customer"] }));
  epoch = await server.store.beginDispatch();
  await payment.visitor.say("one");
  ({ id, seq } = await listed());
});
afterEach(() => server.close());

const path = (rest = "") => `/v1/channels/${payment.channelId}/message_hooks/${hook.id}/${rest}`;

interface Row {
  readonly id: string;
  readonly seq: number;
  readonly next_attempt_at: number | null;
}

/** The delivery, or another one, as the log lists it. */
async function listed(of?: string): Promise<Row> {
  const { body } = await askJson(server, "GET", path("deliveries/"));
  const { deliveries } = body as { deliveries: Row[] };
  const row = deliveries.find((it) => of === undefined || it.id === of);
  if (!row) throw new Error("Nothing is owed.");
  return row;
}

async function inFull(of: string): Promise<Row> {
  const { body } = await askJson(server, "GET", path(`deliveries/${of}/`));
  return (body as { delivery: Row }).delivery;
}

async function record(outcome: DeliveryOutcome): Promise<void> {
  const key = { hookId: hook.id, conversationId: payment.customerId, run: 0, seq };
  await server.store.recordDeliveries(epoch, [{ key, attempt, outcome }]);
}

test("the log says which delivery let the rest of its conversation go on, whatever became of it", async () => {
  const dueMs = server.clock.nowMs() + 5_000;
  await record({ kind: "later", dueMs, isReleased: true });
  expect(await listed(id)).toMatchObject({ status: "failed", released: true });
  await record({ kind: "ok" });
  expect(await listed(id)).toMatchObject({ status: "ok", released: true });
  expect(await inFull(id)).toMatchObject({ status: "ok", released: true });
});

test("a hook tells how much it is owed, and since when, and what it will not get any more", async () => {
  const owed = async () => {
    const { body } = await askJson(server, "GET", path());
    const { hook: shown } = body as { hook: object };
    return shown;
  };
  server.clock.advance(3_000);
  await payment.visitor.say("two");
  expect(await owed()).toMatchObject({ owed: 2, oldest_owed_at: 1_795_262_400.000_001 });
  await record({ kind: "ok" });
  expect(await owed()).toMatchObject({ owed: 1, oldest_owed_at: 1_795_262_403.000_001 });
  expect(await owed()).toMatchObject({ dead: 0, newest_dead_at: null });
  seq = (await listed()).seq;
  await record({ kind: "dead" });
  expect(await owed()).toMatchObject({
    ...{ id: hook.id, owed: 0, oldest_owed_at: null },
    ...{ dead: 1, newest_dead_at: 1_795_262_403.000_001 },
  });
});

test("the next attempt is never past, and unknown while the hook is off, failing or gone", async () => {
  const next = async (of = id) => {
    const { next_attempt_at } = await inFull(of);
    expect(await listed(of)).toMatchObject({ next_attempt_at });
    return next_attempt_at;
  };
  server.clock.advance(2_000);
  expect(await next()).toBe(1_795_262_402.000_001);
  await record({ kind: "later", dueMs: server.clock.nowMs() + 30_000, isReleased: false });
  expect(await next()).toBe(1_795_262_432.000_001);
  await askJson(server, "POST", path("replay/"), { since: 0, url: "https://example.net/other" });
  await askJson(server, "PATCH", path(), { enabled: false });
  expect(await next()).toBe(null);
  expect(await next(`${id}-1`)).toBe(1_795_262_402.000_001);
  await askJson(server, "PATCH", path(), { enabled: true });
  expect(await next()).toBe(1_795_262_432.000_001);
  for (const code of ["gone", "failing"] as const) {
    const notice = { code, message: "No more.", atMs: 1 };
    await server.store.recordDeliveries(
      epoch,
      [],
      [{ hookId: hook.id, failingSinceMs: 1, notice }],
    );
    expect(await next(), code).toBe(null);
  }
});
