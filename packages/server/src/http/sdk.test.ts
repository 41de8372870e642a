import type { AddressInfo } from "node:net";
import { createChannelClient, createClient, ParleyError, type TranscriptExport } from "@parley/sdk";
import type { InjectOptions } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { openTestServer, publicUrl, type TestServer } from "./testing/open-test-server.ts";
import { formulaBlock, paymentFlow, pleaseWaitBlock } from "./testing/payment-flow.ts";
import { type Payment, seedPayment, transcriptOf } from "./testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;
/** How many answers are lost on the way back before one arrives. */
let lost: number;

/** The application itself stands in for the network. */
async function appAsFetch(url: string, init: RequestInit): Promise<Response> {
  const { pathname, search } = new URL(url);
  const answer = await server.app.inject({
    method: init.method as NonNullable<InjectOptions["method"]>,
    url: `${pathname}${search}`,
    headers: Object.fromEntries(new Headers(init.headers)),
    ...(typeof init.body === "string" && { payload: init.body }),
  });
  if (lost > 0) {
    lost -= 1;
    throw new TypeError("The connection broke.");
  }
  const body = answer.statusCode === 204 ? null : answer.body;
  return new Response(body, { status: answer.statusCode, headers: answer.headers as HeadersInit });
}

const client = (token = server.token) =>
  createClient({ baseUrl: publicUrl, token, fetch: appAsFetch, wait: async () => {} });

const news = async () => (await transcriptOf(server, payment.customerId)).slice(3);

beforeEach(async () => {
  lost = 0;
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
});
afterEach(() => server.close());

test("Set and Go, as a payment service writes them", async () => {
  const { customerId, botId } = payment;
  const field = await client().fields.set(customerId, "data", {
    type: "object",
    value: { status: "paid" },
  });
  expect(field).toEqual({ name: "data", type: "object", extra: {}, value: { status: "paid" } });
  await client().assignBot(customerId, botId, { launch: true, node: formulaBlock });
  expect(await news()).toEqual(["bot: Status: paid"]);
});

test("a Go whose answer is lost is sent again and runs once", async () => {
  const { customerId, botId } = payment;
  await client().fields.set(customerId, "data", { value: { status: "paid" } });
  lost = 2;
  await client().assignBot(customerId, botId, { node: formulaBlock });
  expect([lost, await news()]).toEqual([0, ["bot: Status: paid"]]);
});

test("Set and Go in one call, and what is said where the conversation is elsewhere", async () => {
  const { customerId, botId: bot_id } = payment;
  const fields = { data: { value: { status: "paid" } }, city: "Paris" };
  await client().resume(customerId, {
    bot_id,
    node: formulaBlock,
    fields,
    if_node: pleaseWaitBlock,
  });
  expect(await news()).toEqual(["bot: Status: paid"]);
  const again = client().resume(customerId, {
    bot_id,
    node: formulaBlock,
    if_node: pleaseWaitBlock,
  });
  await expect(again).rejects.toMatchObject({
    status: 409,
    errors: { if_node: ["The conversation is not at this block"] },
  });
  expect((await client().customers.get(customerId)).city).toBe("Paris");
});

test("everything that agents do with customers", async () => {
  const { customers, fields } = client();
  const { customerId: id } = payment;
  await customers.sendText(id, { message: "Hi" });
  await customers.sendImage(id, { url: "https://example.org/a.png" });
  await customers.sendLocation(id, { latitude: 41.4, longitude: 2.1 });
  await customers.unassign(id);
  await customers.assign(id);
  await customers.assign(id, { agentId: server.admin.id, force: true });
  await customers.archive(id);
  await customers.unarchive(id);
  await customers.block(id);
  await customers.unblock(id);
  expect(await news()).toEqual(
    ["[assign]", "agent: Hi", "agent: image", "agent: location", "[unassign]", "[assign]"].concat([
      "[unassign]",
      "[archive]",
      "[unarchive]",
      "[block]",
      "[unblock]",
    ]),
  );
  expect((await customers.list({ search: "ann", limit: 1 })).total).toBe(1);
  expect((await customers.messages(id, { after_seq: 4, limit: 1 })).map(({ seq }) => seq)).toEqual([
    5,
  ]);
  await fields.set(id, "city", { value: "Paris" });
  expect((await fields.get(id, "city")).value).toBe("Paris");
  await fields.delete(id, "city");
  await expect(fields.get(id, "city")).rejects.toEqual(
    new ParleyError(404, {
      message: `Not found. The customer has no field "city". PUT to this path sets it. GET /v1/customers/${id}/ shows what is known of them.`,
    }),
  );
  await customers.delete(id);
  await expect(customers.get(id)).rejects.toBeInstanceOf(ParleyError);
});

test("bots, channels and tokens", async () => {
  const { bots, channels, tokens, customers } = client();
  const made = await channels.create({ name: "App", type: "apichat" });
  const bot = await bots.create({
    name: "Payment",
    flow: paymentFlow,
    channel_id: made.channel.id,
  });
  const { revision } = await bots.draft(bot.id);
  await bots.saveDraft(bot.id, { ...paymentFlow, name: "Renamed" }, revision);
  await expect(bots.saveDraft(bot.id, paymentFlow, revision)).rejects.toMatchObject({
    status: 409,
  });
  expect(await bots.publish(bot.uuid, "first")).toMatchObject({ name: "Renamed", version: 1 });
  expect((await bots.get(bot.id)).channel_ids).toEqual([made.channel.id]);
  const hook_url = "https://example.org/app";
  const changed = await channels.change(made.channel.id, { tagline: "Hi", hook_url });
  expect(changed.channel).toMatchObject({ tagline: "Hi", hook_url });
  expect(changed.hook_secret).toMatch(/^whsec_/);
  expect((await channels.list({ type: "apichat" })).channels.map(({ id }) => id)).toEqual([
    made.channel.id,
  ]);
  expect((await channels.get(made.channel.id)).bots).toEqual([{ id: bot.id }]);
  const created = await customers.create({
    channel_id: made.channel.id,
    token: "tg-1",
    plan: "gold",
  });
  expect(created.plan).toBe("gold");
  const { token, secret } = await tokens.create({ name: "Reader", scopes: ["bots:read"] });
  expect((await client(secret).bots.list()).total).toBe(2);
  await tokens.delete(token.id);
  await expect(client(secret).bots.list()).rejects.toMatchObject({
    status: 401,
    message: "Invalid token.",
  });
});

test("hooks, what they are owed, and inspectors", async () => {
  const { hooks, inspectors } = client();
  const { channelId, customerId, visitor } = payment;
  const { hook, secret } = await hooks.create(channelId, { url: "https://example.org/hook" });
  expect(secret).toMatch(/^whsec_/);
  await visitor.say("Hi");
  const changed = await hooks.change(channelId, hook.id, { name: "Desk", types: ["text"] });
  expect(changed).toMatchObject({ name: "Desk", types: ["text"] });
  const { owed: count, oldest_owed_at, ...read } = await hooks.get(channelId, hook.id);
  expect(read).toEqual({ ...changed, dead: 0, newest_dead_at: null });
  expect([count > 0, oldest_owed_at]).toEqual([true, expect.any(Number)]);
  expect((await hooks.list(channelId)).hooks).toEqual([changed]);
  const query = { customer_id: customerId, sender: "customer", since: 0 };
  const { deliveries } = await hooks.deliveries(channelId, hook.id, query);
  const [owed] = deliveries;
  if (!owed) throw new Error("Nothing is owed.");
  const { body } = await hooks.delivery(channelId, hook.id, owed.id);
  expect(JSON.parse(body ?? "")).toMatchObject({ messages: [{ data: { body: "Hi" } }] });
  expect(await hooks.resend(channelId, hook.id, owed.id)).toBe(`${owed.id}-1`);
  expect((await hooks.replay(channelId, hook.id, { since: 0 })).queued).toBeGreaterThan(0);
  await expect(hooks.skip(channelId, hook.id, "1-1")).rejects.toMatchObject({ status: 404 });
  expect((await hooks.rotateSecret(channelId, hook.id)).secret).not.toBe(secret);
  await hooks.delete(channelId, hook.id);
  expect((await hooks.list(channelId)).total).toBe(0);

  const inspector = await inspectors.create({ name: "Here" });
  await server.app.inject({ method: "POST", url: new URL(inspector.url).pathname, payload: "x" });
  expect((await inspectors.requests(inspector.id)).requests).toMatchObject([{ body: "x" }]);
  expect((await inspectors.change(inspector.id, { status: 500 })).status).toBe(500);
  await inspectors.clear(inspector.id);
  await inspectors.delete(inspector.id);
  expect((await inspectors.list()).total).toBe(0);
});

test("an API channel's owner passes messages on, each once", async () => {
  const { bots, channels, customers, transcripts } = client();
  const hook_url = "https://example.org/app";
  const made = await channels.create({ name: "App", type: "apichat", hook_url });
  expect([made.channel.hook_url, made.hook_secret]).toEqual([
    hook_url,
    expect.stringMatching(/^whsec_/),
  ]);
  const bot = await bots.create({ name: "App", flow: paymentFlow, channel_id: made.channel.id });
  await bots.publish(bot.id);
  const { send } = createChannelClient({
    ...{ baseUrl: publicUrl, token: made.channel_token ?? "", fetch: appAsFetch },
    wait: async () => {},
  });
  lost = 1;
  const said = { type: "text", message: "Hi" } as const;
  const customer = await send("tg:42", { customer: { name: "Ann", plan: "gold" }, message: said });
  expect(customer).toMatchObject({ name: "Ann", plan: "gold", token: "tg:42" });
  const messages = [];
  for await (const message of transcripts.messages(customer.id)) messages.push(message.message);
  expect(messages.filter((text) => text === "Hi")).toHaveLength(1);
  // Nothing of a name is taken for a path.
  await expect(send("tg:42/../43", { message: said })).rejects.toMatchObject({ status: 404 });
  expect((await customers.list({ channel_id: made.channel.id })).total).toBe(1);
});

test("reads a long transcript in pages, and goes on where it stopped", async () => {
  const { customers, transcripts } = client();
  const { customerId: id } = payment;
  for (let said = 0; said < 230; said += 1)
    await customers.sendText(id, { message: `Text ${said}` });
  const seqsOf = async (afterSeq?: number) => {
    const seqs: number[] = [];
    const from = afterSeq === undefined ? {} : { afterSeq };
    for await (const { seq } of transcripts.messages(id, from)) seqs.push(seq);
    return seqs;
  };
  const all = await seqsOf();
  expect(all).toEqual((await customers.messages(id)).map(({ seq }) => seq));
  expect(all).toEqual(all.map((_, at) => at + 1));
  expect(all.length).toBeGreaterThan(230);
  expect(await seqsOf(200)).toEqual(all.slice(200));
  expect(await seqsOf(all.length)).toEqual([]);
});

test("exports transcripts line by line from a server, and ends when nobody reads on", async () => {
  const { customerId, channelId } = payment;
  await server.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  const { customers, transcripts } = createClient({
    ...{ baseUrl: `http://127.0.0.1:${port}`, token: server.token },
  });
  const words = async (query?: TranscriptExport) => {
    const found: unknown[] = [];
    for await (const line of transcripts.export(query)) found.push(JSON.parse(line));
    return found;
  };
  const messages = await customers.messages(customerId);
  expect(await words()).toEqual(
    messages.map((it) => ({ customer_id: customerId, channel_id: channelId, ...it })),
  );
  expect(await words({ since: messages[0]?.timestamp ?? 0, customer_id: customerId })).toHaveLength(
    messages.length,
  );
  expect(await words({ until: 1 })).toEqual([]);
  expect(await words({ format: "training" })).toMatchObject([{ customer_id: customerId }]);
  await expect(words({ channel_id: 7 })).rejects.toMatchObject({ status: 404 });
  for await (const line of transcripts.export()) {
    expect(line).toContain(`"customer_id":${customerId}`);
    break;
  }
});
