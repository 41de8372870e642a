import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../ports/store.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { openSqliteStore } from "../stores/sqlite/open-sqlite-store.ts";
import { askJson, done, notFound } from "./testing/ask-json.ts";
import {
  openTestServer,
  type TestServer,
  type TestServerOptions,
} from "./testing/open-test-server.ts";
import { formulaBlock, pleaseWaitBlock } from "./testing/payment-flow.ts";
import { type Payment, seedPayment, transcriptOf } from "./testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
let folder: string;

const stores: { readonly [name: string]: (folder: string) => TestServerOptions["openStore"] } = {
  memory: () => (ports) => inSteps(openMemoryStore(ports)),
  sqlite: (folder) => (ports) => openSqliteStore({ ...ports, file: join(folder, "parley.db") }),
};

describe.each(Object.keys(stores))("on the %s store", (name) => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "parley-races-"));
    const open = stores[name];
    if (!open) throw new Error(`There is no store ${name}.`);
    server = await openTestServer({ openStore: open(folder) });
    payment = await seedPayment(server);
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  test("Go twice at once runs twice, each of them whole, with every entry once", async () => {
    await set({ status: "paid" });
    expect(await Promise.all([go(), go(), go()])).toEqual([done, done, done]);
    expect(await news()).toEqual(Array(3).fill("bot: Status: paid"));
    await expectSoundLog();
  });

  test("Go twice at once under one key runs once; the other waits its turn or gets the same answer", async () => {
    await set({ status: "paid" });
    const both = await Promise.all([go({}, "k"), go({}, "k")]);
    expect(both).toContainEqual(done);
    for (const { status } of both) expect([200, 409]).toContain(status);
    expect(await go({}, "k")).toEqual(done);
    expect(await news()).toEqual(["bot: Status: paid"]);
  });

  test("of two processes that get the same keyed Go, one runs it and both give its answer", async () => {
    await set({ status: "paid" });
    const second = await openTestServer({ openStore: () => server.store });
    const url = `${customer()}/assign_bot/${payment.botId}/`;
    const askOf = async ({ app }: TestServer) => {
      const answer = await app.inject({
        method: "PUT",
        url,
        headers: { authorization: `Token ${server.token}`, "idempotency-key": "k" },
        payload: { node: formulaBlock },
      });
      return { status: answer.statusCode, body: answer.json() };
    };
    expect(await Promise.all([askOf(server), askOf(second)])).toEqual([done, done]);
    expect(await news()).toEqual(["bot: Status: paid"]);
    await second.app.close();
  });

  test("Set against Set: both are taken, one value remains whole, and the flow reads that one", async () => {
    const values = ["a", "b", "c", "d"].map((status) => ({ status, twin: status }));
    const answers = await Promise.all(values.map(set));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const kept = await fieldNow("data");
    expect(values).toContainEqual(kept);
    await go();
    expect(await news()).toEqual([`bot: Status: ${(kept as { status: string }).status}`]);
  });

  test("Sets of different fields at once are all kept", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `f${at}`);
    await Promise.all(
      names.map((field) =>
        askJson(server, "PUT", `${customer()}/fields/${field}/`, { value: field }),
      ),
    );
    for (const field of names) expect(await fieldNow(field)).toBe(field);
  });

  test("Set against Go: the flow sees the value before or after, never half of it", async () => {
    await set({ status: "before" });
    await Promise.all([set({ status: "after" }), go()]);
    expect(["bot: Status: before", "bot: Status: after"]).toContain((await news())[0]);
    expect(await fieldNow("data")).toEqual({ status: "after" });
  });

  test("Go against a visitor's message: both are there, once, in some order, and the bot answers Go", async () => {
    await set({ status: "paid" });
    await Promise.all([payment.visitor.say("still there?"), go(), payment.visitor.say("hello?")]);
    const lines = await news();
    expect([...lines].sort()).toEqual([
      "bot: Status: paid",
      "customer: hello?",
      "customer: still there?",
    ]);
    await expectSoundLog();
  });

  test("Go against an agent's text: one of the two comes last, and the conversation is whose it is then", async () => {
    await set({ status: "paid" });
    const text = askJson(server, "POST", `${customer()}/send_text/`, { message: "Hi" });
    expect(await Promise.all([go(), text])).toEqual([done, done]);
    const lines = await news();
    const agentLast = ["bot: Status: paid", "[assign]", "agent: Hi"];
    const botLast = ["[assign]", "agent: Hi", "[unassign]", "bot: Status: paid"];
    expect([agentLast, botLast]).toContainEqual(lines);
    const state = (await server.store.conversation(payment.customerId))?.state;
    expect(state?.holder?.id ?? null).toBe(lines.at(-1) === "agent: Hi" ? server.admin.id : null);
  });

  test("Set and Go in one call, twice at once and only from the waiting block: one goes, the other is told", async () => {
    const resume = (status: string) =>
      askJson(server, "POST", `${customer()}/resume/`, {
        ...{ bot_id: payment.botId, node: formulaBlock, if_node: pleaseWaitBlock },
        fields: { data: { value: { status } } },
      });
    const both = await Promise.all([resume("first"), resume("second")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = both[0]?.status === 200 ? "first" : "second";
    expect(await news()).toEqual([`bot: Status: ${winner}`]);
    expect(await fieldNow("data")).toEqual({ status: winner });
  });

  test("Go before the flow is there wins; what the step that it overtook still brings is dropped", async () => {
    await go({ node: "askname01" });
    await set({ status: "paid" });
    expect(await go()).toEqual(done);
    await payment.visitor.say("Bea");
    expect(await news()).toEqual(["bot: What is your name?", "bot: Status: paid", "customer: Bea"]);
    expect(await fieldNow("name")).toBe("Ann");
  });

  test("a stale block and an unknown customer change nothing, whatever else is going on", async () => {
    const stranger = `/v1/customers/${payment.customerId + 999}`;
    const [stale, unknownSet, unknownGo, valid] = await Promise.all([
      go({ node: "Deleted01" }),
      askJson(server, "PUT", `${stranger}/fields/data/`, { value: 1 }),
      askJson(server, "PUT", `${stranger}/assign_bot/${payment.botId}/`, {}),
      set({ status: "paid" }),
    ]);
    expect(stale).toEqual({ status: 422, body: { errors: { node: ["Unknown block id"] } } });
    expect([unknownSet, unknownGo]).toEqual([notFound, notFound]);
    expect(valid.status).toBe(200);
    expect(await news()).toEqual([]);
  });

  test("Go against the erasure of the customer: it ran before, or finds nobody; nothing is left of them", async () => {
    const [gone, went] = await Promise.all([askJson(server, "DELETE", `${customer()}/`), go()]);
    expect(gone.status).toBe(204);
    expect([200, 404]).toContain(went.status);
    expect(await server.store.conversation(payment.customerId)).toBeNull();
    expect(await server.store.entries({ conversationId: payment.customerId, limit: 9 })).toEqual(
      [],
    );
  });
});

/** The store in memory answers at once, which leaves no room for a race: here others come in between. */
function inSteps(store: Store): Store {
  const pause = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...store,
    commit: (commit) => pause().then(() => store.commit(commit)),
    conversation: (id) => pause().then(() => store.conversation(id)),
    idempotentAnswer: (scope) => pause().then(() => store.idempotentAnswer(scope)),
    bot: (id) => pause().then(() => store.bot(id)),
  };
}

const customer = () => `/v1/customers/${payment.customerId}`;

function go(body: object = {}, key?: string) {
  const url = `${customer()}/assign_bot/${payment.botId}/`;
  const headers = key === undefined ? {} : { "idempotency-key": key };
  return askJson(server, "PUT", url, { node: formulaBlock, ...body }, headers);
}

const set = (value: unknown) => askJson(server, "PUT", `${customer()}/fields/data/`, { value });

const news = async () => (await transcriptOf(server, payment.customerId)).slice(3);

async function fieldNow(name: string): Promise<unknown> {
  const { body } = await askJson(server, "GET", `${customer()}/fields/${name}/`);
  return (body as { field: { value: unknown } }).field.value;
}

/** Entries are numbered without a gap, in the order of their times. */
async function expectSoundLog(): Promise<void> {
  const entries = await server.store.entries({ conversationId: payment.customerId, limit: 1000 });
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
  const times = entries.map(({ atUs }) => atUs);
  expect([...times].sort((a, b) => a - b)).toEqual(times);
  expect(new Set(times).size).toBe(times.length);
}
