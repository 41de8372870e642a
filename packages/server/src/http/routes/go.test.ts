import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, done, notFound } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { formulaBlock, paymentFlow, pleaseWaitBlock } from "../testing/payment-flow.ts";
import { type Payment, seedPayment, transcriptOf } from "../testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
});
afterEach(() => server.close());

const go = (body?: unknown, bot: unknown = payment.botId) =>
  askJson(server, "PUT", `/v1/customers/${payment.customerId}/assign_bot/${bot}/`, body);

const resume = (body: object) =>
  askJson(server, "POST", `/v1/customers/${payment.customerId}/resume/`, {
    bot_id: payment.botId,
    ...body,
  });

const setStatus = (status: string) =>
  askJson(server, "PUT", `/v1/customers/${payment.customerId}/fields/data/`, { value: { status } });

/** What was said after the flow had reached its loose end. */
const news = async () => (await transcriptOf(server, payment.customerId)).slice(3);

const stateNow = async () => (await server.store.conversation(payment.customerId))?.state;

test("runs the bot's start at once without a body, with an empty one as PHP writes it too, and with an empty node", async () => {
  for (const body of [undefined, {}, { node: null }, { node: "" }, { launch: null }, null, []])
    expect(await go(body)).toEqual(done);
  expect(await news()).toEqual(Array(7).fill("bot: What is your name?"));
});

test("launch false parks at the node: the next message starts it, and is not taken as its answer", async () => {
  expect(await go({ launch: false, node: pleaseWaitBlock })).toEqual(done);
  expect(await news()).toEqual([]);
  await payment.visitor.say("hello?");
  expect(await news()).toEqual(["customer: hello?", "bot: Please wait, Ann"]);
  expect((await stateNow())?.lastInput).toBe("hello?");
});

test("takes launch as forms write it", async () => {
  const form = (payload: string) =>
    server.ask({
      method: "PUT",
      url: `/v1/customers/${payment.customerId}/assign_bot/${payment.botId}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload,
    });
  for (const text of ["false", "0", "False"]) {
    await form(`launch=${text}&node=${pleaseWaitBlock}`);
    expect(await news()).toEqual([]);
  }
  for (const text of ["true", "1", ""]) await form(`launch=${text}&node=${pleaseWaitBlock}`);
  expect(await news()).toEqual(Array(3).fill("bot: Please wait, Ann"));
  expect((await form("launch=perhaps")).json()).toEqual({
    errors: { launch: ["Give true or false."] },
  });
});

test("takes the bot by its uuid as well", async () => {
  const bot = await server.store.bot(payment.botId);
  expect(await go({ node: pleaseWaitBlock }, bot?.uuid)).toEqual(done);
  expect(await news()).toEqual(["bot: Please wait, Ann"]);
});

test("refuses a block that does not exist, and changes nothing", async () => {
  const before = await server.store.conversation(payment.customerId);
  expect(await go({ launch: true, node: "Nope" })).toEqual({
    status: 422,
    body: { errors: { node: ["Unknown block id"] } },
  });
  expect(await server.store.conversation(payment.customerId)).toEqual(before);
});

test("finds no unknown customer, no unknown bot, and no bot whose number is not one", async () => {
  for (const bot of [7, "nope", "0", "[]", "null", `${payment.botId}.0`, `0${payment.botId}`])
    expect(await go({}, bot)).toEqual(notFound);
  for (const customer of [7, "0", "nope", "null", "[]", "010000001", "1e7"]) {
    const url = `/v1/customers/${customer}/assign_bot/${payment.botId}/`;
    expect(await askJson(server, "PUT", url, {})).toEqual(notFound);
  }
});

test("is refused with the field that stands in the way: blocked, archived, channel off, bot unpublished", async () => {
  const customer = `/v1/customers/${payment.customerId}`;
  const refusal = async (field: string, message: string, bot = payment.botId) => {
    expect(await go({ node: formulaBlock }, bot)).toEqual({
      status: 412,
      body: { errors: { [field]: [message] } },
    });
  };
  await askJson(server, "PUT", `${customer}/block/`);
  await refusal("customer_id", "You can't send message to this customer");
  await askJson(server, "PUT", `${customer}/unblock/`);
  await askJson(server, "PUT", `${customer}/archive/`);
  await refusal("customer_id", "The customer is archived");
  await askJson(server, "PUT", `${customer}/unarchive/`);
  const draft = await server.features.bots.create(server.workspace.id, paymentFlow);
  await refusal("bot_id", "The bot is not published", draft.id);
  await askJson(server, "PATCH", `/v1/channels/${payment.channelId}/`, { active: false });
  await refusal("channel_id", "The channel is not active");
  expect((await news()).filter((line) => line.startsWith("bot:"))).toEqual([]);
});

test("takes the conversation from the agent who holds it, and says so before the bot speaks", async () => {
  await askJson(server, "PUT", `/v1/customers/${payment.customerId}/assign/`);
  await setStatus("paid");
  expect(await go({ node: formulaBlock })).toEqual(done);
  expect(await news()).toEqual(["[assign]", "[unassign]", "bot: Status: paid"]);
});

test("may go to another bot; from then on that one speaks", async () => {
  const other = await server.features.bots.create(server.workspace.id, {
    ...paymentFlow,
    name: "Other",
    start: "only",
    keywords: {},
    blocks: { only: { kind: "send_text", params: { text: "Other here" }, next: {} } },
  });
  await server.features.bots.publish(other, "");
  expect(await go({}, other.id)).toEqual(done);
  expect(await news()).toEqual(["bot: Other here"]);
  const { body } = await askJson(
    server,
    "GET",
    `/v1/customers/${payment.customerId}/messages/?after_seq=3`,
  );
  expect(body).toMatchObject({
    messages: [{ samurai: -other.id, sender: { id: other.id, type: "bot" } }],
  });
});

test("runs a block of the version that the conversation runs, where the newest has it no more", async () => {
  const bot = await server.store.bot(payment.botId);
  if (!bot) throw new Error("The bot is in the store.");
  const { [formulaBlock]: _, callback: __, ...blocks } = paymentFlow.blocks;
  const kept = Object.fromEntries(Object.entries(blocks).filter(([id]) => id !== "Ccallback"));
  const draft = { ...paymentFlow, keywords: {}, blocks: kept };
  const saved = await server.features.bots.saveDraft(bot, draft, bot.revision);
  await server.features.bots.publish(saved, "without the formula");
  await setStatus("paid");
  expect(await go({ node: formulaBlock })).toEqual(done);
  expect(await news()).toEqual(["bot: Status: paid"]);
});

test("Set and Go in one call are one change", async () => {
  const fields = { data: { type: "object", value: { status: "paid" } }, city: "Paris", vip: true };
  expect(await resume({ node: formulaBlock, fields, if_node: pleaseWaitBlock })).toEqual(done);
  expect(await news()).toEqual(["bot: Status: paid"]);
  const { body } = await askJson(server, "GET", `/v1/customers/${payment.customerId}/`);
  expect(body).toMatchObject({ customer: { city: "Paris", vip: true, status: "paid" } });
});

test("Set and Go in one call change nothing when the conversation is elsewhere, or anything else is wrong", async () => {
  const before = await server.store.conversation(payment.customerId);
  const fields = { city: "Paris" };
  expect(await resume({ node: formulaBlock, fields, if_node: formulaBlock })).toEqual({
    status: 409,
    body: { errors: { if_node: ["The conversation is not at this block"] } },
  });
  expect(await resume({ node: "Nope", fields })).toEqual({
    status: 422,
    body: { errors: { node: ["Unknown block id"] } },
  });
  expect(
    await resume({ fields: { ...fields, Bad: 1, n: { type: "integer", value: "x" } } }),
  ).toEqual({
    status: 422,
    body: {
      errors: {
        Bad: ["A field name has a to z, 0 to 9 and _ only."],
        n: ['Expected a whole number, found the text "x".'],
      },
    },
  });
  expect(await resume({ fields: { list: [1] } })).toMatchObject({ status: 422 });
  expect(await resume({ bot_id: 7, fields })).toEqual(notFound);
  expect(await resume({ bot_id: undefined })).toMatchObject({
    status: 422,
    body: { errors: { bot_id: [expect.any(String)] } },
  });
  expect(await server.store.conversation(payment.customerId)).toEqual(before);
});

test("fields that come with Go need the right to write fields, too", async () => {
  const { secret } = await server.features.tokens.create({
    ...{ workspaceId: server.workspace.id, agentId: server.admin.id, name: "Runner" },
    scopes: ["bots:run"],
  });
  const url = `/v1/customers/${payment.customerId}/resume/`;
  const ask = (body: object) =>
    askJson(
      server,
      "POST",
      url,
      { bot_id: payment.botId, node: formulaBlock, ...body },
      {
        authorization: `Token ${secret}`,
      },
    );
  expect(await ask({ fields: { city: "Paris" } })).toEqual({
    status: 403,
    body: { detail: 'This token lacks the scope "fields:write".' },
  });
  expect(await ask({})).toEqual(done);
});
