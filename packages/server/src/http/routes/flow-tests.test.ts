import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { paymentFlow } from "../testing/payment-flow.ts";

let server: TestServer;
let botId: number;
let path: string;
beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  ({ id: botId } = await server.features.bots.create(server.workspace.id, paymentFlow));
  path = `/v1/bots/${botId}/tests/`;
});
afterEach(() => server.close());

const written = { name: "Pays", transcript: "> Ann\nPlease wait, Ann\n" };

async function add(): Promise<number> {
  const added = await askJson(server, "POST", path, written);
  expect(added.status).toBe(201);
  return (added.body as { test: { id: number } }).test.id;
}

test("a test is kept as it is written, replaced as a whole, and deleted", async () => {
  const id = await add();
  expect(await askJson(server, "GET", path)).toEqual({
    status: 200,
    body: {
      success: true,
      total: 1,
      tests: [{ id, ...written, created_at: expect.any(Number), updated_at: expect.any(Number) }],
    },
  });
  server.clock.advance(5_000);
  const replaced = await askJson(server, "PUT", `${path}${id}/`, { ...written, name: "Pays late" });
  const { test: now } = replaced.body as { test: { updated_at: number; created_at: number } };
  expect(replaced).toMatchObject({ status: 200, body: { test: { id, name: "Pays late" } } });
  expect(now.updated_at - now.created_at).toBeCloseTo(5);
  expect(await askJson(server, "DELETE", `${path}${id}/`)).toEqual(gone);
  expect(await askJson(server, "DELETE", `${path}${id}/`)).toEqual(notFound);
  expect(await askJson(server, "PUT", `${path}${id}/`, written)).toEqual(notFound);
  expect(await askJson(server, "GET", path)).toMatchObject({ body: { total: 0 } });
});

test("a repeat of the request makes no second test", async () => {
  const once = { "idempotency-key": "once" };
  const first = await askJson(server, "POST", path, written, once);
  expect(await askJson(server, "POST", path, written, once)).toEqual(first);
  expect(await server.store.flowTests(botId)).toHaveLength(1);
});

test("a test without a name or a transcript, or a far too long one, is refused", async () => {
  for (const body of [{}, { name: "x" }, { ...written, transcript: "x".repeat(65_537) }])
    expect(await askJson(server, "POST", path, body)).toMatchObject({ status: 422 });
});

test("a bot has two hundred tests at most", async () => {
  const records = Array.from({ length: 200 }, (_, at) => ({
    kind: "put-flow-test" as const,
    test: { id: 5_000 + at, botId, ...written, createdMs: 1, updatedMs: 1 },
  }));
  await server.store.commit({ records });
  expect(await askJson(server, "POST", path, written)).toEqual({
    status: 412,
    body: { errors: { bot_id: ["A bot has at most 200 flow tests."] } },
  });
});
