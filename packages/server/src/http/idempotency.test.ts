import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "../errors.ts";
import type { Commit, Store } from "../ports/store.ts";
import { StoreBroken, StoreBusy, StoreFull, StoreRefused } from "../ports/store-failure.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import { formulaBlock } from "./testing/payment-flow.ts";
import { type Payment, seedPayment, transcriptOf } from "./testing/seed-payment.ts";

type Committing = ReturnType<Store["commit"]>;

let server: TestServer;
let payment: Payment;
/** What the store does instead of a commit, while it is set. */
let onCommit: ((commit: () => Committing, what: Commit) => Committing) | null;
/** The answers that were handed to the store to keep. */
let kept: string[];
/** The names under which it keeps them. */
let scopes: string[];

beforeEach(async () => {
  onCommit = null;
  kept = [];
  scopes = [];
  server = await openTestServer({
    openStore: (ports) => {
      const store = openMemoryStore(ports);
      const commit: Store["commit"] = (it) => {
        if (it.idempotency) kept.push(it.idempotency.body);
        if (it.idempotency) scopes.push(it.idempotency.scope);
        return onCommit ? onCommit(() => store.commit(it), it) : store.commit(it);
      };
      return { ...store, commit };
    },
  });
  payment = await seedPayment(server);
});
afterEach(() => server.close());

interface Asked {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly body?: unknown;
  readonly as?: string;
}

async function ask(key: string, { method, url, body, as }: Asked) {
  const answer = await server.ask({
    method,
    url,
    headers: {
      "content-type": "application/json",
      "idempotency-key": key,
      ...(as !== undefined && { authorization: `Token ${as}` }),
    },
    payload: body === undefined ? "" : JSON.stringify(body),
  });
  return {
    status: answer.statusCode,
    text: answer.body,
    isReplay: answer.headers["idempotency-replayed"] === "true",
    retryAfter: answer.headers["retry-after"],
  };
}

const go = (): Asked => ({
  method: "PUT",
  url: `/v1/customers/${payment.customerId}/assign_bot/${payment.botId}/`,
  body: { launch: true, node: formulaBlock },
});

const set = (value: unknown): Asked => ({
  method: "PUT",
  url: `/v1/customers/${payment.customerId}/fields/data/`,
  body: { value },
});

const news = async () => (await transcriptOf(server, payment.customerId)).slice(3);

test("Go again under the same key runs once, without a key it runs again", async () => {
  await ask("set", set({ status: "paid" }));
  const first = await ask("go-1", go());
  const again = await ask("go-1", go());
  expect(first).toMatchObject({ status: 200, text: '{"success":true}', isReplay: false });
  expect(again).toEqual({ ...first, isReplay: true });
  expect(await news()).toEqual(["bot: Status: paid"]);
  await ask("go-2", go());
  expect(await news()).toEqual(["bot: Status: paid", "bot: Status: paid"]);
});

test("every kind of write is answered again with the very bytes, and has no second effect", async () => {
  const customer = `/v1/customers/${payment.customerId}`;
  const writes: Asked[] = [
    { method: "POST", url: `${customer}/fields/city/`, body: { value: "Paris" } },
    { method: "POST", url: `${customer}/send_text/`, body: { message: "Hi" } },
    { method: "PUT", url: `${customer}/unassign/` },
    { method: "DELETE", url: `${customer}/fields/city/` },
    { method: "POST", url: "/v1/bots/", body: { name: "B" } },
    { method: "POST", url: "/v1/channels/", body: { name: "C", type: "apichat" } },
    { method: "PATCH", url: `/v1/channels/${payment.channelId}/`, body: { tagline: "T" } },
    { method: "POST", url: "/v1/agents/", body: { name: "A", email: "a@example.org" } },
    { method: "POST", url: "/v1/tokens/", body: { name: "T" } },
    { method: "POST", url: `/v1/bots/${payment.botId}/publish/`, body: {} },
    { method: "DELETE", url: `${customer}/` },
  ];
  for (const [at, write] of writes.entries()) {
    const first = await ask(`key-${at}`, write);
    const before = await server.store.report();
    server.clock.advance(5_000);
    const again = await ask(`key-${at}`, write);
    expect(first.status, write.url).toBeLessThan(300);
    expect(again, write.url).toEqual({ ...first, isReplay: true });
    expect(await server.store.report()).toEqual(before);
  }
  const { id } = server.workspace;
  const counts = [
    await server.store.bots(id),
    await server.store.channels(id),
    await server.store.agents(id),
    await server.store.tokens(id),
  ];
  expect(counts.map((rows) => rows.length)).toEqual([2, 2, 2, 2]);
});

test("a refusal is remembered too, even when it would be none by now", async () => {
  const customer = `/v1/customers/${payment.customerId}`;
  await ask("block", { method: "PUT", url: `${customer}/block/` });
  const refused = await ask("go", go());
  expect(refused.status).toBe(412);
  await ask("unblock", { method: "PUT", url: `${customer}/unblock/` });
  expect(await ask("go", go())).toEqual({ ...refused, isReplay: true });
  const invalid = await ask("bad", { ...set(1), body: {} });
  expect(invalid.status).toBe(422);
  expect(await ask("bad", { ...set(1), body: {} })).toEqual({ ...invalid, isReplay: true });
});

test("another body, another query or none under the same key is refused", async () => {
  const used = '{"errors":{"Idempotency-Key":["Used with another request"]}}';
  await ask("k", set({ a: 1 }));
  expect(await ask("k", set({ a: 2 }))).toMatchObject({ status: 422, text: used });
  expect(await ask("k", { ...set(1), body: undefined })).toMatchObject({ status: 422, text: used });
  const assign = { method: "PUT", url: `/v1/customers/${payment.customerId}/assign/` } as const;
  await ask("a", assign);
  expect(await ask("a", { ...assign, url: `${assign.url}?force=1` })).toMatchObject({
    status: 422,
    text: used,
  });
});

test("the same body in another order of keys, and the path without its slash, are the same request", async () => {
  const first = await ask("k", { ...set(1), body: { value: 1, type: "integer" } });
  const again = { ...set(1), url: set(1).url.slice(0, -1), body: { type: "integer", value: 1 } };
  expect(await ask("k", again)).toEqual({ ...first, isReplay: true });
});

test("a key belongs to one token, one method and one path", async () => {
  const other = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "Other" },
  });
  const requests: Asked[] = [
    set("a"),
    { ...set("b"), method: "POST" },
    { ...set("c"), url: set("").url.replace("data", "city") },
    { ...set("d"), as: other.secret },
  ];
  for (const request of requests)
    expect(await ask("same", request)).toMatchObject({ status: 200, isReplay: false });
});

test("while the first still runs, the second is told to wait; then it gets the first one's answer", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  onCommit = async (commit) => {
    await gate;
    return commit();
  };
  const first = ask("k", set({ a: 1 }));
  await new Promise((resolve) => setImmediate(resolve));
  expect(await ask("k", set({ a: 1 }))).toMatchObject({
    status: 409,
    text: '{"errors":{"Idempotency-Key":["The first request with this key is still running"]}}',
    retryAfter: "1",
  });
  open();
  expect(await first).toMatchObject({ status: 200, isReplay: false });
  onCommit = null;
  expect(await ask("k", set({ a: 1 }))).toMatchObject({ status: 200, isReplay: true });
});

test("what a later try may cure is not remembered: too many, busy, full, and failures of our own", async () => {
  const failures: [() => Error, number, string | undefined][] = [
    [() => new AppError("throttled", { retryAfterSeconds: 3 }), 429, "3"],
    [() => new StoreBusy("locked"), 503, "1"],
    [() => new StoreFull("disk"), 507, "10"],
    [() => new StoreBroken("fsync"), 503, "5"],
    [() => new StoreRefused("a gap"), 500, undefined],
    [() => new Error("a fault"), 500, undefined],
  ];
  for (const [failure, status, retryAfter] of failures) {
    const { name } = failure();
    // The change alone: the answer could be stored.
    onCommit = (commit, { turn }) => (turn ? Promise.reject(failure()) : commit());
    expect(await ask(`k-${name}`, set({ name }))).toMatchObject({ status, retryAfter });
    onCommit = null;
    expect(await ask(`k-${name}`, set({ name }))).toMatchObject({
      status: 200,
      isReplay: false,
    });
  }
  expect(server.reports.map((it) => (it instanceof Error ? it.name : it))).toEqual([
    "StoreFull",
    "StoreBroken",
    "StoreRefused",
    "Error",
  ]);
  server.reports.length = 0;
});

test("change and answer are written as one: where the commit fails, neither is there", async () => {
  onCommit = () => Promise.reject(new StoreBusy("locked"));
  await ask("k", set({ status: "paid" }));
  onCommit = null;
  const stored = await server.store.conversation(payment.customerId);
  expect(stored?.state.fields.data?.value).toEqual({});
  let commits = 0;
  onCommit = (commit) => {
    commits += 1;
    return commit();
  };
  await ask("k", set({ status: "paid" }));
  expect(commits).toBe(1);
});

test("a key has 1 to 255 visible characters", async () => {
  for (const key of ["", "x".repeat(256), "a b"])
    expect(await ask(key, set(1))).toMatchObject({
      status: 422,
      text: '{"errors":{"Idempotency-Key":["A key has 1 to 255 visible characters"]}}',
    });
  expect((await ask("x".repeat(255), set(1))).status).toBe(200);
});

test("reading takes no key", async () => {
  const url = `/v1/customers/${payment.customerId}/fields/data/`;
  const read = () => server.ask({ url, headers: { "idempotency-key": "k" } });
  expect((await read()).json()).toMatchObject({ field: { value: {} } });
  await ask("set", set({ a: 1 }));
  expect((await read()).json()).toMatchObject({ field: { value: { a: 1 } } });
});

test("an answer that shows a secret is stored so that only its caller can read it again", async () => {
  const create = { method: "POST", url: "/v1/tokens/", body: { name: "T" } } as const;
  const made = await ask("t", create);
  const { secret } = JSON.parse(made.text) as { secret: string };
  expect(kept).toHaveLength(1);
  expect(kept.join()).not.toContain(secret);
  expect(kept.join()).not.toContain("success");
  expect(await ask("t", create)).toEqual({ ...made, isReplay: true });
});

test("nothing that was answered about a customer outlives them, refusals included", async () => {
  const own = `/v1/customers/${payment.customerId}/`;
  const canary = "unmistakable canary";
  const answers = [
    await ask("1", set(canary)),
    await ask("2", {
      method: "PUT",
      url: `${own}fields/data/`,
      body: { value: { [canary]: 1 }, type: "number" },
    }),
    await ask("3", { ...go(), body: { launch: true, node: canary } }),
    await ask("4", { method: "PUT", url: `${own}archive/` }),
    await ask("5", { method: "DELETE", url: `${own}opt_out/` }),
  ];
  expect(answers.map(({ status }) => status)).not.toContain(404);
  const before = await Promise.all(scopes.map((scope) => server.store.idempotentAnswer(scope)));
  expect(before.filter((it) => it === null)).toEqual([]);
  const erased = [...scopes];
  expect(await ask("6", { method: "DELETE", url: own })).toMatchObject({ status: 204 });
  const after = await Promise.all(erased.map((scope) => server.store.idempotentAnswer(scope)));
  expect(after.filter((it) => it !== null)).toEqual([]);
  expect(await ask("6", { method: "DELETE", url: own })).toMatchObject({
    ...{ status: 204, isReplay: true },
  });
});
