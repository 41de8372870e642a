import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, notFound } from "../testing/ask-json.ts";
import { openTestServer, publicUrl, type TestServer } from "../testing/open-test-server.ts";
import { callbackBlock } from "../testing/payment-flow.ts";
import { type Payment, seedPayment, transcriptOf } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
let address: string;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
  await askJson(server, "PUT", `/v1/customers/${payment.customerId}/assign_bot/${payment.botId}/`, {
    node: callbackBlock,
  });
  const waiting = (await transcriptOf(server, payment.customerId)).at(-1) ?? "";
  address = waiting.replace(`bot: Waiting at ${publicUrl}`, "");
});
afterEach(() => server.close());

/** The outside service has no token: the address is all it has. */
async function call(payload: unknown, headers: Record<string, string> = {}, url = address) {
  const answer = await server.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...headers },
    payload: JSON.stringify(payload),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const resumed = { status: 200, body: { success: true, state: "resumed" } };
const buffered = { status: 202, body: { success: true, state: "buffered" } };
const used = { status: 409, body: { errors: { token: ["Already used"] } } };
const news = async () => (await transcriptOf(server, payment.customerId)).slice(4);

test("the first call puts its body into the block's field and lets the flow go on", async () => {
  expect(address).toMatch(/^\/v1\/resume\/[\w-]{36,}\/$/);
  expect(await call({ status: "paid" })).toEqual(resumed);
  expect(await news()).toEqual(["bot: Status: paid"]);
});

test("a repeat with the same body gets the same answer and no second effect; another body is refused", async () => {
  await call({ status: "paid" });
  expect(await call({ status: "paid" })).toEqual(resumed);
  expect(await call({ status: "refused" })).toEqual(used);
  expect(await news()).toEqual(["bot: Status: paid"]);
});

test("an Idempotency-Key marks a repeat, whatever the body looks like by then", async () => {
  const key = { "idempotency-key": "attempt-1" };
  expect(await call({ status: "paid", at: 1 }, key)).toEqual(resumed);
  expect(await call({ status: "paid", at: 2 }, key)).toEqual(resumed);
  expect(await call({ status: "paid", at: 1 }, { "idempotency-key": "attempt-2" })).toEqual(
    resumed,
  );
  expect(await call({ status: "paid", at: 2 }, { "idempotency-key": "attempt-3" })).toEqual(used);
  expect((await call({}, { "idempotency-key": "x".repeat(256) })).status).toBe(422);
});

test("of several calls at once one resumes, and the flow goes on once", async () => {
  const calls = await Promise.all([1, 2, 3, 4, 5].map((n) => call({ status: "paid", n })));
  expect(calls.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  expect(await news()).toEqual(["bot: Status: paid"]);
});

test("a call while an agent holds the customer is kept, and moves the flow when the agent lets go", async () => {
  const customer = `/v1/customers/${payment.customerId}`;
  await askJson(server, "PUT", `${customer}/assign/`);
  expect(await call({ status: "paid" })).toEqual(buffered);
  expect(await call({ status: "paid" })).toEqual(buffered);
  expect(await news()).toEqual(["[assign]"]);
  await askJson(server, "PUT", `${customer}/unassign/`);
  expect(await news()).toEqual(["[assign]", "[unassign]", "bot: Status: paid"]);
});

test("after the block's time the address has expired", async () => {
  server.clock.advance(600_001);
  expect(await call({ status: "paid" })).toEqual({
    status: 410,
    body: { errors: { token: ["Expired"] } },
  });
});

test("looking at the address does not use it up", async () => {
  for (const method of ["GET", "HEAD", "OPTIONS", "PUT"] as const) {
    const answer = await server.app.inject({ method, url: address });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, "POST"]);
  }
  expect(await call({ status: "paid" })).toEqual(resumed);
});

test("an address that was not made here is not found, however close it comes", async () => {
  const altered = address.replace(/.\/$/, (end) => (end === "A/" ? "B/" : "A/"));
  for (const url of [
    altered,
    address.slice(0, -2),
    "/v1/resume/0/",
    "/v1/resume/a-b-c/",
    "/v1/resume/%00/",
  ])
    expect(await call({}, {}, url)).toEqual(notFound);
});

test("an address of a customer who was erased is not found", async () => {
  await askJson(server, "DELETE", `/v1/customers/${payment.customerId}/`);
  expect(await call({ status: "paid" })).toEqual(notFound);
});

test("a body that the fields have no room for is refused, and the address works for a smaller one", async () => {
  const fields = `/v1/customers/${payment.customerId}/fields`;
  for (const name of ["one", "two", "three"])
    await askJson(server, "PUT", `${fields}/${name}/`, {
      ...{ type: "string", extra: {}, value: "x".repeat(50 * 1024) },
    });
  const refused = await call({ status: "x".repeat(20 * 1024) });
  expect(refused).toEqual({
    status: 422,
    body: { errors: { value: [expect.stringContaining("There is no room")] } },
  });
  expect(await news()).toEqual([]);
  expect(await call({ status: "paid" })).toEqual(resumed);
  expect(await news()).toEqual(["bot: Status: paid"]);
});

test("takes any JSON of at most 64 KiB", async () => {
  const tooMuch = await call({ status: "x".repeat(64 * 1024) });
  expect(tooMuch).toEqual({ status: 413, body: { detail: "The body is too large." } });
  expect(await call([1, "two"])).toEqual(resumed);
});
