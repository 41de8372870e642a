import { afterEach, beforeEach, expect, test } from "vitest";
import { readTurns } from "../../features/analytics/insights-reader.ts";
import { writeRecords } from "../../features/write-records.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { arrive, type Payment, seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
});
afterEach(() => server.close());

const url = (path: string) => `/v1/bots/${payment.botId}/${path}`;

/** Publishes a second version, whose start is a greeting. */
async function publishSecond(): Promise<void> {
  const { body } = await askJson(server, "GET", url("draft/"));
  const { flow, revision } = body as { flow: { blocks: object }; revision: number };
  const hello = { kind: "send_text", params: { text: "Hello" }, next: {} };
  const changed = { ...flow, start: "hello", blocks: { ...flow.blocks, hello } };
  const header = { "if-match": `"${revision}"` };
  await askJson(server, "PUT", url("draft/"), { flow: changed }, header);
  const published = await askJson(server, "POST", url("publish/"), { note: "greets" });
  expect(published.status).toBe(200);
}

const startOfDraft = async () =>
  ((await askJson(server, "GET", url("draft/"))).body as { flow: { start: string } }).flow.start;

test("tells of each version who published it and how many conversations run on it", async () => {
  await publishSecond();
  await arrive(server, payment.channelId, "visitor-2");
  await arrive(server, payment.channelId, "visitor-3");
  while ((await readTurns(server.store)) > 0);
  expect(await askJson(server, "GET", url("versions/"))).toMatchObject({
    body: {
      versions: [
        { version: 1, author: null, conversations: 1 },
        { version: 2, author: "Admin", note: "greets", conversations: 2 },
      ],
    },
  });
  expect(await askJson(server, "GET", url("versions/2/"))).toMatchObject({
    body: { version: { conversations: 2 } },
  });
});

test("a conversation that is erased or closed runs on no version any more", async () => {
  await server.ask({ method: "DELETE", url: `/v1/customers/${payment.customerId}/` });
  while ((await readTurns(server.store)) > 0);
  expect(await askJson(server, "GET", url("versions/"))).toMatchObject({
    body: { versions: [{ conversations: 0 }] },
  });
});

test("an old version becomes the draft, under the bot's present name, and nothing is published by it", async () => {
  await publishSecond();
  await askJson(server, "PATCH", url(""), { name: "Pay desk" });
  const restored = await server.ask({ method: "POST", url: url("versions/1/restore/") });
  expect(restored.statusCode).toBe(200);
  const { revision, flow } = restored.json() as { revision: number; flow: object };
  expect(restored.headers.etag).toBe(`"${revision}"`);
  expect(flow).toMatchObject({ start: "askname01", name: "Pay desk" });
  expect(await startOfDraft()).toBe("askname01");
  expect(await askJson(server, "GET", url(""))).toMatchObject({
    body: { bot: { version: 2, draft_changed: true } },
  });
});

test("restoring over a draft that somebody else has changed is refused", async () => {
  await publishSecond();
  const stale = { "if-match": '"1"' };
  const refused = await askJson(server, "POST", url("versions/1/restore/"), undefined, stale);
  expect(refused).toMatchObject({
    status: 409,
    body: { errors: { "If-Match": [expect.any(String)] } },
  });
  expect(await startOfDraft()).toBe("hello");
  const { revision } = (await server.store.bot(payment.botId)) ?? { revision: 0 };
  const fresh = { "if-match": `"${revision}"` };
  expect(await askJson(server, "POST", url("versions/1/restore/"), undefined, fresh)).toMatchObject(
    {
      status: 200,
    },
  );
});

test("a roll-back publishes the old flow as a new version; whoever is talking keeps theirs", async () => {
  await publishSecond();
  await arrive(server, payment.channelId, "visitor-2");
  const rolled = await askJson(server, "POST", url("publish/"), { note: "back", from_version: 1 });
  expect(rolled).toMatchObject({ body: { bot: { version: 3, draft_changed: false } } });
  expect(await startOfDraft()).toBe("askname01");
  const hash = async (version: number) => {
    const { body } = await askJson(server, "GET", url(`versions/${version}/`));
    return (body as { version: { hash: string } }).version.hash;
  };
  expect(await hash(3)).toBe(await hash(1));
  await arrive(server, payment.channelId, "visitor-3");
  while ((await readTurns(server.store)) > 0);
  expect(await askJson(server, "GET", url("versions/"))).toMatchObject({
    body: { versions: [{ conversations: 1 }, { conversations: 1 }, { conversations: 1 }] },
  });
});

/** Keeps a version of a time when less was checked; gives its number. */
async function publishedBefore(kind: string, params: Record<string, unknown>): Promise<number> {
  const first = await server.store.version(payment.botId, 1);
  if (!first) throw new Error("There is no first version.");
  const blocks = { ...first.document.blocks, before: { kind, params, next: {} } };
  const version = { ...first, version: 9, document: { ...first.document, blocks } };
  await writeRecords(server.store, [{ kind: "put-version", version }]);
  return version.version;
}

test("a roll-back leads to what has run, though a check has been added since; the draft has to be mended", async () => {
  const params = { formula: 'FormatDate(Today(), "YYYY")', field: "year" };
  const old = await publishedBefore("formula", params);
  const rolled = await askJson(server, "POST", url("publish/"), { from_version: old });
  expect(rolled).toMatchObject({ status: 200, body: { bot: { version: 2 } } });
  expect(await arrive(server, payment.channelId, "visitor-2")).toBeDefined();
  expect(await askJson(server, "POST", url("publish/"), {})).toMatchObject({ status: 422 });
});

test("a roll-back to what cannot run any more is refused", async () => {
  const old = await publishedBefore("no_such_kind", {});
  const rolled = await askJson(server, "POST", url("publish/"), { from_version: old });
  expect(rolled).toMatchObject({ status: 422, body: { errors: { flow: [expect.any(String)] } } });
});

test("there is nothing to restore or to roll back to in a version that is not there", async () => {
  expect(await askJson(server, "POST", url("versions/9/restore/"))).toEqual(notFound);
  expect(await askJson(server, "POST", url("publish/"), { from_version: 9 })).toEqual({
    status: 422,
    body: { errors: { from_version: ["There is no version 9."] } },
  });
});
