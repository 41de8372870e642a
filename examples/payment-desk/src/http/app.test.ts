import { afterEach, beforeEach, expect, test } from "vitest";
import { createPayment, get, post, samplePayment } from "../../test/client.ts";
import { type FakeParley, startFakeParley } from "../../test/fake-parley.ts";
import { openDesk, temporaryFolder } from "../../test/open-desk.ts";
import type { Desk } from "../start-desk.ts";

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

const browse = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(desk.url + path, {
    redirect: "manual",
    ...init,
    headers: { accept: "text/html", ...init.headers },
  });

test("creates a pending payment and shows it", async () => {
  const created = await post(`${desk.url}/payments`, samplePayment);
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    payment_id: expect.stringMatching(/^pay_[0-9a-f]{24}$/),
    status: "pending",
    url: `${desk.url}/payments/${created.body.payment_id}`,
  });
  const shown = await get(String(created.body.url));
  expect(shown.body).toMatchObject({ status: "pending", amount: 49.9, customer_id: "10000001" });
});

test("gives the same payment for the same key, also to requests in the same instant", async () => {
  const send = () => post(`${desk.url}/payments`, samplePayment, { "idempotency-key": "k1" });
  const answers = await Promise.all([send(), send(), send()]);
  expect(new Set(answers.map((answer) => answer.body.payment_id)).size).toBe(1);
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
});

test("repeats the first answer even after the payment was decided", async () => {
  const send = () => post(`${desk.url}/payments`, samplePayment, { "idempotency-key": "k1" });
  const first = await send();
  await post(`${desk.url}/payments/${first.body.payment_id}/approve`);
  expect((await send()).body).toEqual(first.body);
});

test("refuses a key that was used with another request", async () => {
  await post(`${desk.url}/payments`, samplePayment, { "idempotency-key": "k1" });
  const other = { ...samplePayment, name: "Bob" };
  const answer = await post(`${desk.url}/payments`, other, { "idempotency-key": "k1" });
  expect(answer.status).toBe(422);
  expect(answer.body).toHaveProperty("errors.Idempotency-Key");
});

test("names every wrong field", async () => {
  const wrong = { bot_id: "../1", name: " ", email: "nobody", amount: -1, item: 7 };
  const answer = await post(`${desk.url}/payments`, wrong);
  expect(answer.status).toBe(422);
  expect(Object.keys(answer.body.errors as object)).toEqual([
    "bot_id",
    "block_id",
    "customer_id",
    "name",
    "email",
    "amount",
    "item",
  ]);
});

test("refuses a resume URL that leads elsewhere", async () => {
  const elsewhere = { ...samplePayment, resume_url: "http://169.254.169.254/v1/resume/a/" };
  expect((await post(`${desk.url}/payments`, elsewhere)).status).toBe(422);
});

test.each(["", "{", "[]", "null", '"text"'])("refuses the body %j", async (body) => {
  expect((await post(`${desk.url}/payments`, body)).status).toBe(422);
});

test("refuses a body above the cap, whether its length is told or not", async () => {
  const long = JSON.stringify({ ...samplePayment, name: "x".repeat(70_000) });
  expect((await post(`${desk.url}/payments`, long)).status).toBe(413);
  const streamed = await fetch(`${desk.url}/payments`, {
    method: "POST",
    body: new Blob([long]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(streamed.status).toBe(413);
});

test("lists the newest first, by status", async () => {
  const first = await createPayment(desk.url);
  const second = await createPayment(desk.url);
  await post(`${desk.url}/payments/${first}/decline`);
  const ids = async (query: string): Promise<unknown[]> => {
    const response = await fetch(`${desk.url}/payments${query}`);
    const list: { payment_id: string }[] = JSON.parse(await response.text());
    return list.map((payment) => payment.payment_id);
  };
  expect(await ids("")).toEqual([second, first]);
  expect(await ids("?status=pending")).toEqual([second]);
  expect(await ids("?limit=1")).toEqual([second]);
});

test("takes the second decision as a conflict when it differs", async () => {
  const id = await createPayment(desk.url);
  expect((await post(`${desk.url}/payments/${id}/approve`)).status).toBe(200);
  expect((await post(`${desk.url}/payments/${id}/approve`)).status).toBe(200);
  expect((await post(`${desk.url}/payments/${id}/decline`)).status).toBe(409);
  expect((await get(`${desk.url}/payments/${id}`)).body.status).toBe("paid");
});

test("decides by an ordinary form, and explains a conflict on a page", async () => {
  const id = await createPayment(desk.url);
  const approved = await browse(`/payments/${id}/approve`, { method: "POST" });
  expect([approved.status, approved.headers.get("location")]).toEqual([303, `/#${id}`]);
  const declined = await browse(`/payments/${id}/decline`, { method: "POST" });
  expect(declined.status).toBe(409);
  expect(await declined.text()).toContain("This payment is already approved");
});

test.each([
  { origin: "https://evil.example" },
  { origin: "null" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
])("takes no decision from another site's page: %j", async (headers: object) => {
  const id = await createPayment(desk.url);
  const answer = await post(`${desk.url}/payments/${id}/approve`, {}, { ...headers });
  expect(answer.status).toBe(403);
  expect((await get(`${desk.url}/payments/${id}`)).body.status).toBe("pending");
});

test("takes decisions from its own page", async () => {
  const id = await createPayment(desk.url);
  const answer = await post(`${desk.url}/payments/${id}/approve`, {}, { origin: desk.url });
  expect(answer.status).toBe(200);
});

test("answers what it does not know with 404 and other methods with 405", async () => {
  expect((await get(`${desk.url}/payments/pay_none`)).status).toBe(404);
  expect((await post(`${desk.url}/payments/pay_none/approve`)).status).toBe(404);
  expect((await get(`${desk.url}/assets/../main.ts`)).status).toBe(404);
  expect((await fetch(`${desk.url}/payments`, { method: "DELETE" })).status).toBe(405);
  expect(await (await browse("/nowhere")).text()).toContain("Nothing is here");
});

test("tells an open page of a change, and a late one what it missed", async () => {
  const page = await (await browse("/")).text();
  const revision = /data-revision="([^"]+)"/.exec(page)?.[1];
  const missed = await createPayment(desk.url);
  const stream = await fetch(`${desk.url}/events?revision=${revision}`);
  const text = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const hear = async (what: string): Promise<void> => {
    while (!heard.includes(what)) heard += (await text?.read())?.value ?? "";
  };
  await hear(missed);
  const fresh = await createPayment(desk.url, { name: "Fresh" });
  await hear(`id=\\"${fresh}\\"`);
  await hear("New payment: €49.90 from Fresh.");
  await text?.cancel();
});

test("says on the empty page what to do next", async () => {
  expect(await (await browse("/")).text()).toContain(`curl ${desk.url}/payments`);
});

test("leads from the newest hundred to the older ones", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 101; count += 1) ids.push(await createPayment(desk.url));
  const first = await (await browse("/")).text();
  expect(first).not.toContain(`id="${ids[0]}"`);
  const older = /href="(\/\?show=all&amp;before=\w+)"/.exec(first)?.[1]?.replace("&amp;", "&");
  expect(await (await browse(older ?? "")).text()).toContain(`id="${ids[0]}"`);
});
