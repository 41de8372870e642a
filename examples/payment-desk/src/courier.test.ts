import { afterEach, beforeEach, expect, test } from "vitest";
import { createPayment, post, waitForPayment } from "../test/client.ts";
import { type FakeParley, startFakeParley } from "../test/fake-parley.ts";
import { openDesk, temporaryFolder } from "../test/open-desk.ts";
import type { Desk } from "./start-desk.ts";

let parley: FakeParley;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let desk: Desk;

beforeEach(async () => {
  parley = await startFakeParley();
  folder = await temporaryFolder();
  desk = await openDesk(folder.path, parley.url);
});

afterEach(async () => {
  await desk.stop();
  await parley.stop();
  await folder[Symbol.asyncDispose]();
});

type Body = Readonly<Record<string, unknown>>;
const calls = (body: Body) => body.calls as readonly Body[];
const isTold = (body: Body): boolean => calls(body).every((call) => call.state === "done");
const isRefused = (body: Body): boolean => calls(body).some((call) => call.state === "refused");
const approve = (id: string) => post(`${desk.url}/payments/${id}/approve`);

test("sends Set and then Go with exactly the article's bodies", async () => {
  const id = await createPayment(desk.url);
  await approve(id);
  await waitForPayment(desk.url, id, isTold);

  expect(parley.received.map(({ at: _, ...call }) => call)).toEqual([
    {
      method: "PUT",
      path: "/v1/customers/10000001/fields/data/",
      authorization: "Token secret",
      key: `${id}.set`,
      body: { type: "object", extra: {}, value: { status: "paid" } },
    },
    {
      method: "PUT",
      path: "/v1/customers/10000001/assign_bot/1010178/",
      authorization: "Token secret",
      key: `${id}.go`,
      body: { launch: true, node: "Nkqgn6xkf" },
    },
  ]);
});

test("tells Parley that a payment was declined", async () => {
  const id = await createPayment(desk.url);
  await post(`${desk.url}/payments/${id}/decline`);
  await waitForPayment(desk.url, id, isTold);
  expect(parley.received[0]?.body).toMatchObject({ value: { status: "declined" } });
});

test("sends Go only after Set has its answer", async () => {
  parley.script("silence");
  const id = await createPayment(desk.url);
  await approve(id);
  await parley.until(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(parley.received.map((call) => call.key)).toEqual([`${id}.set`]);
});

test("goes on when Parley was down and comes back", async () => {
  const { port } = new URL(parley.url);
  await parley.stop();
  const id = await createPayment(desk.url);
  await approve(id);
  const failed = await waitForPayment(desk.url, id, (body) => calls(body)[0]?.attempts === 1);
  expect(calls(failed)[0]).toMatchObject({ state: "open", last_status: null });

  parley = await startFakeParley(Number(port));
  await waitForPayment(desk.url, id, isTold);
  expect(parley.received.map((call) => call.key)).toEqual([`${id}.set`, `${id}.go`]);
});

test("repeats after 500 with the same key and a growing delay", async () => {
  parley.script({ status: 500 }, { status: 503 });
  const id = await createPayment(desk.url);
  await approve(id);
  await waitForPayment(desk.url, id, isTold);

  const [first, second, third] = parley.received;
  expect(parley.received.map((call) => call.key)).toEqual([
    `${id}.set`,
    `${id}.set`,
    `${id}.set`,
    `${id}.go`,
  ]);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(195);
  expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThanOrEqual(995);
});

test("does not come back before Retry-After", async () => {
  parley.script({ status: 429, headers: { "retry-after": "1" } });
  const id = await createPayment(desk.url);
  await approve(id);
  await waitForPayment(desk.url, id, isTold);
  const [first, second] = parley.received;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(995);
});

test("stops at a final refusal, and calls again with a new key when told to", async () => {
  parley.script({ status: 404, body: { detail: "Not found." } });
  const id = await createPayment(desk.url);
  await approve(id);
  const refused = await waitForPayment(desk.url, id, isRefused);
  expect(calls(refused)[0]).toMatchObject({
    last_status: 404,
    last_answer: '{"detail":"Not found."}',
  });
  expect(parley.received).toHaveLength(1);

  await post(`${desk.url}/payments/${id}/resend`);
  await waitForPayment(desk.url, id, isTold);
  expect(parley.received.map((call) => call.key)).toEqual([`${id}.set`, `${id}.set.2`, `${id}.go`]);
});

test("tells two decisions about one customer one after the other", async () => {
  parley.script({ status: 200 }, { status: 500 });
  const first = await createPayment(desk.url);
  const second = await createPayment(desk.url);
  await approve(first);
  await approve(second);
  await waitForPayment(desk.url, second, isTold);
  expect(parley.received.map((call) => call.key)).toEqual([
    `${first}.set`,
    `${first}.go`,
    `${first}.go`,
    `${second}.set`,
    `${second}.go`,
  ]);
});

test("does not let one customer wait for another", async () => {
  parley.script("silence");
  const stuck = await createPayment(desk.url);
  await approve(stuck);
  await parley.until(1);
  const other = await createPayment(desk.url, { customer_id: 10000002 });
  await approve(other);
  await waitForPayment(desk.url, other, isTold);
});

test("approved twice at once, tells Parley once", async () => {
  const id = await createPayment(desk.url);
  const answers = await Promise.all([approve(id), approve(id), approve(id)]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  await waitForPayment(desk.url, id, isTold);
  expect(parley.received).toHaveLength(2);
});

test("in resume mode makes one call that sets and goes", async () => {
  await desk.stop();
  desk = await openDesk(folder.path, parley.url, { DESK_MODE: "resume" });
  const id = await createPayment(desk.url);
  await approve(id);
  await waitForPayment(desk.url, id, isTold);
  expect(parley.received).toHaveLength(1);
  expect(parley.received[0]).toMatchObject({
    method: "POST",
    path: "/v1/customers/10000001/resume/",
    authorization: "Token secret",
    key: `${id}.resume`,
    body: {
      bot_id: 1010178,
      node: "Nkqgn6xkf",
      launch: true,
      fields: { data: { type: "object", extra: {}, value: { status: "paid" } } },
    },
  });
});

test("in resume-url mode posts the status to the address of the request, without the token", async () => {
  await desk.stop();
  desk = await openDesk(folder.path, parley.url, { DESK_MODE: "resume-url" });
  const id = await createPayment(desk.url, { resume_url: `${parley.url}/v1/resume/abc/` });
  await approve(id);
  await waitForPayment(desk.url, id, isTold);
  expect(parley.received[0]).toMatchObject({
    method: "POST",
    path: "/v1/resume/abc/",
    authorization: undefined,
    body: { status: "paid" },
  });
});
