import { afterEach, beforeEach, expect, test } from "vitest";
import { readTurns } from "../../features/analytics/insights-reader.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, gone, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { paymentFlow } from "../testing/payment-flow.ts";
import { arrive, seedPayment } from "../testing/seed-payment.ts";

let server: TestServer;
beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
});
afterEach(() => server.close());

interface BotBody {
  readonly bot: { readonly id: number; readonly draft_changed: boolean; readonly name: string };
}

async function make(name = "Payment"): Promise<number> {
  const made = await askJson(server, "POST", "/v1/bots/", { name, flow: paymentFlow });
  return (made.body as BotBody).bot.id;
}

const botOf = async (id: number) =>
  ((await askJson(server, "GET", `/v1/bots/${id}/`)).body as BotBody).bot;

const publish = (id: number, body: object = {}) =>
  askJson(server, "POST", `/v1/bots/${id}/publish/`, body);

test("a bot is renamed, and its draft with it", async () => {
  const id = await make();
  expect(await askJson(server, "PATCH", `/v1/bots/${id}/`, { name: " Pay desk " })).toMatchObject({
    status: 200,
    body: { bot: { id, name: "Pay desk" } },
  });
  expect(await askJson(server, "GET", `/v1/bots/${id}/draft/`)).toMatchObject({
    body: { flow: { name: "Pay desk" }, revision: 2 },
  });
  expect(await askJson(server, "PATCH", `/v1/bots/${id}/`, { name: " " })).toMatchObject({
    status: 422,
    body: { errors: { name: [expect.any(String)] } },
  });
});

test("a draft counts as changed until it is what is published, however it got there", async () => {
  const id = await make();
  expect((await botOf(id)).draft_changed).toBe(true);
  await publish(id);
  expect((await botOf(id)).draft_changed).toBe(false);
  await askJson(server, "PATCH", `/v1/bots/${id}/`, { name: "Other" });
  expect((await botOf(id)).draft_changed).toBe(true);
  await askJson(server, "PATCH", `/v1/bots/${id}/`, { name: "Payment" });
  expect((await botOf(id)).draft_changed).toBe(false);
});

test("a draft from before hashes were kept is compared as well", async () => {
  const id = await make();
  await publish(id);
  const bot = await server.store.bot(id);
  if (!bot) throw new Error("The bot is gone.");
  const records = [
    { kind: "put-bot", bot: { ...bot, draftHash: "" }, expectedRevision: bot.revision },
  ];
  await server.store.commit({ records: records as never });
  expect((await botOf(id)).draft_changed).toBe(false);
});

test("a bot that an active channel answers with is not deleted, and the answer names the channel", async () => {
  const { botId, channelId } = await seedPayment(server);
  expect(await askJson(server, "DELETE", `/v1/bots/${botId}/`)).toEqual({
    status: 412,
    body: { errors: { bot_id: [`Channel ${channelId} (Site) answers with this bot.`] } },
  });
  expect((await botOf(botId)).id).toBe(botId);
});

test("a deleted bot is in no list, and the conversations on its versions go on", async () => {
  const { botId, channelId, visitor, customerId } = await seedPayment(server);
  await askJson(server, "PATCH", `/v1/channels/${channelId}/`, { active: false });
  expect(await askJson(server, "DELETE", `/v1/bots/${botId}/`)).toEqual(gone);
  for (const path of ["", "draft/", "versions/", "insights/", "comments/", "tests/", "requests/"])
    expect(await askJson(server, "GET", `/v1/bots/${botId}/${path}`)).toEqual(notFound);
  expect(await askJson(server, "GET", "/v1/bots/")).toMatchObject({ body: { total: 0 } });
  expect(await askJson(server, "DELETE", `/v1/bots/${botId}/`)).toEqual(notFound);
  await visitor.say("callback");
  const entries = await server.store.entries({ conversationId: customerId, limit: 100 });
  expect(entries.at(-1)?.entry).toMatchObject({
    message: { text: expect.stringContaining("Waiting at") },
  });
});

test("no channel takes a deleted bot", async () => {
  const id = await make();
  await askJson(server, "DELETE", `/v1/bots/${id}/`);
  const body = { name: "Site", type: "web", bot_id: id };
  expect(await askJson(server, "POST", "/v1/channels/", body)).toMatchObject({ status: 422 });
});

test("a channel that was off comes back only with a bot that is there", async () => {
  const { botId, channelId } = await seedPayment(server);
  const channel = `/v1/channels/${channelId}/`;
  await askJson(server, "PATCH", channel, { active: false });
  expect(await askJson(server, "DELETE", `/v1/bots/${botId}/`)).toEqual(gone);
  expect(await askJson(server, "PATCH", channel, { name: "Shut" })).toMatchObject({ status: 200 });
  expect(await askJson(server, "PATCH", channel, { active: true })).toMatchObject({
    ...{ status: 422, body: { errors: { bot_id: [`There is no bot ${botId}.`] } } },
  });
  const other = await make("Other");
  const changed = await askJson(server, "PATCH", channel, { active: true, bot_id: other });
  expect(changed).toMatchObject({ status: 200, body: { channel: { active: true } } });
});

test("nobody is sent to a deleted bot, but on in it where they are in it already", async () => {
  const { botId, channelId, customerId } = await seedPayment(server);
  const other = await make("Other");
  await publish(other);
  const go = (id: number) =>
    askJson(server, "PUT", `/v1/customers/${customerId}/assign_bot/${id}/`);
  await askJson(server, "DELETE", `/v1/bots/${other}/`);
  expect(await go(other)).toEqual(notFound);
  expect((await server.store.conversation(customerId))?.state.bot).toBe(botId);
  await askJson(server, "PATCH", `/v1/channels/${channelId}/`, { bot_id: null });
  expect(await askJson(server, "DELETE", `/v1/bots/${botId}/`)).toEqual(gone);
  expect(await go(botId)).toMatchObject({ status: 200 });
  const resume = (id: number) =>
    askJson(server, "POST", `/v1/customers/${customerId}/resume/`, { bot_id: id });
  expect(await resume(other)).toEqual(notFound);
  expect(await resume(botId)).toMatchObject({ status: 200 });
});

test("a duplicate has the draft and the tests, another name, and is on no channel", async () => {
  const id = await make();
  await askJson(server, "POST", `/v1/bots/${id}/tests/`, { name: "Pays", transcript: "> Ann" });
  const copy = await askJson(server, "POST", `/v1/bots/${id}/duplicate/`);
  expect(copy).toMatchObject({
    status: 201,
    body: { bot: { name: "Payment (copy)", published: false, channel_ids: [] } },
  });
  const copyId = (copy.body as BotBody).bot.id;
  expect(copyId).not.toBe(id);
  const draft = await askJson(server, "GET", `/v1/bots/${copyId}/draft/`);
  expect(draft.body).toMatchObject({ flow: { blocks: paymentFlow.blocks } });
  expect(await askJson(server, "GET", `/v1/bots/${copyId}/tests/`)).toMatchObject({
    body: { total: 1, tests: [{ name: "Pays", transcript: "> Ann" }] },
  });
  const named = await askJson(server, "POST", `/v1/bots/${id}/duplicate/`, { name: "Second" });
  expect(named.body).toMatchObject({ bot: { name: "Second" } });
});

test("traffic tells the conversations begun in each hour, of every bot", async () => {
  const { botId, channelId } = await seedPayment(server);
  const quiet = await make("Quiet");
  server.clock.advance(2 * 3_600_000);
  await arrive(server, channelId, "visitor-2");
  await arrive(server, channelId, "visitor-3");
  while ((await readTurns(server.store)) > 0);
  expect(await askJson(server, "GET", "/v1/bots/traffic/?hours=4")).toEqual({
    status: 200,
    body: {
      success: true,
      since: Date.UTC(2026, 10, 21, 11) / 1000,
      bots: [
        { id: botId, begun: [0, 1, 0, 2] },
        { id: quiet, begun: [0, 0, 0, 0] },
      ],
    },
  });
});
