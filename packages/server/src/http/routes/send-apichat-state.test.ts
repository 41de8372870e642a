import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson, done } from "../testing/ask-json.ts";
import { type ApiChannel, openApiChannel } from "../testing/open-api-channel.ts";
import { openTestServer } from "../testing/open-test-server.ts";

let channel: ApiChannel;

beforeEach(async () => {
  channel = await openApiChannel();
});
afterEach(() => channel.server.close());

test("a token that is not this channel's opens nothing", async () => {
  const message = { type: "text", message: "Hi" };
  for (const authorization of [
    "Token parley_ch_nope",
    `Token ${channel.server.token}`,
    "Basic abc",
    "Token",
  ])
    expect(await channel.send({ message }, "a", { authorization }), authorization).toEqual({
      status: 403,
      body: { detail: "invalid token" },
    });
  expect((await channel.send({ message }, "a", { authorization: "" })).status).toBe(401);
  expect(await channel.customers()).toEqual([]);
});

test("the same name on another channel is another customer", async () => {
  const { body } = await askJson(channel.server, "POST", "/v1/channels/", {
    name: "B",
    type: "apichat",
  });
  const other = (body as { channel_token: string }).channel_token;
  await channel.say("Hi");
  await channel.send({ message: { type: "text", message: "Hi" } }, "tg-42", {
    authorization: `Token ${other}`,
  });
  expect((await channel.customers()).map(({ id }) => id)).toEqual([10_000_001, 10_000_002]);
});

test("nothing is taken on a channel that is switched off", async () => {
  await channel.say("Hi");
  await askJson(channel.server, "PATCH", `/v1/channels/${channel.id}/`, { active: false });
  expect(await channel.say("Hello?")).toEqual({
    status: 412,
    body: { errors: { channel_id: ["The channel is not active"] } },
  });
  expect(await channel.transcript()).toHaveLength(3);
});

test("who is blocked does not learn it, and is not heard", async () => {
  await channel.say("Hi");
  expect(await askJson(channel.server, "PUT", "/v1/customers/10000001/block/")).toEqual(done);
  const before = await channel.transcript();
  const answer = await channel.send({
    customer: { name: "X" },
    message: { type: "text", message: "Let me in" },
  });
  expect(answer).toEqual({
    status: 201,
    body: {
      success: true,
      customer: {
        ...{ id: 10_000_001, name: "Visitor #10000001", email: null, phone: null },
        token: "tg-42",
      },
    },
  });
  expect(await channel.transcript()).toEqual(before);
});

test("a message brings back who was archived", async () => {
  await channel.say("Hi");
  await askJson(channel.server, "PUT", "/v1/customers/10000001/archive/");
  expect((await channel.say("Small")).status).toBe(201);
  const read = await askJson(channel.server, "GET", "/v1/customers/10000001/");
  expect(read.body).toMatchObject({ customer: { archived: false, size: "Small" } });
});

test("while an agent holds the conversation the message is kept for them, and no bot answers", async () => {
  await channel.say("Hi");
  await askJson(channel.server, "PUT", "/v1/customers/10000001/assign/");
  await channel.say("Large");
  expect((await channel.spoken()).at(-1)).toBe("customer: Large");
});

describe("with an Idempotency-Key", () => {
  const message = { type: "text", message: "Hi" };
  const once = { "idempotency-key": "m-1" };

  test("a repeat gets the same answer and is said once", async () => {
    const first = await channel.send({ message }, "tg-42", once);
    expect(await channel.send({ message }, "tg-42", once)).toEqual(first);
    expect(await channel.transcript()).toHaveLength(3);
  });

  test("another message under it is refused", async () => {
    await channel.send({ message }, "tg-42", once);
    const other = await channel.send({ message: { type: "text", message: "Ho" } }, "tg-42", once);
    expect(other.status).toBe(422);
  });

  test("the answer to who is blocked is kept, too, and erased with them", async () => {
    await channel.say("Hi");
    await askJson(channel.server, "PUT", "/v1/customers/10000001/block/");
    const first = await channel.send({ message }, "tg-42", once);
    expect(await channel.send({ message }, "tg-42", once)).toEqual(first);
    await askJson(channel.server, "DELETE", "/v1/customers/10000001/");
    const anew = await channel.send({ message }, "tg-42", once);
    expect(anew).toMatchObject({ status: 201, body: { customer: { id: 10_000_002 } } });
  });
});

describe("at the same moment", () => {
  test("the first messages of one new customer make one, and none is lost", async () => {
    const texts = Array.from({ length: 20 }, (_, at) => `m${at}`);
    const answers = await Promise.all(texts.map((text) => channel.say(text)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await channel.customers()).toHaveLength(1);
    const heard = (await channel.transcript()).filter(({ sender }) => sender.type === "customer");
    // In the order in which they came.
    expect(heard.map((line) => line.message)).toEqual(texts);
  });

  test("the owner's creation and the first message meet in one customer", async () => {
    const authorization = `Token ${channel.key}`;
    const created = askJson(
      channel.server,
      "POST",
      "/v1/customers/",
      { token: "tg-42" },
      { authorization },
    );
    const [creation, sent] = await Promise.all([created, channel.say("Hi")]);
    expect([201, 409]).toContain(creation.status);
    expect(sent.status).toBe(201);
    expect(await channel.customers()).toHaveLength(1);
    expect((await channel.spoken(Number((await channel.customers())[0]?.id)))[0]).toBe(
      "customer: Hi",
    );
  });
});

test("who was erased and writes again is somebody new", async () => {
  await channel.say("Hi");
  await askJson(channel.server, "DELETE", "/v1/customers/10000001/");
  expect(await channel.say("Hi")).toMatchObject({
    status: 201,
    body: { customer: { id: 10_000_002 } },
  });
  expect(await channel.spoken(10_000_002)).toHaveLength(3);
});

test("flows that call each other through the channel are stopped", async () => {
  const answer = await channel.send({ message: { type: "text", message: "Hi" } }, "a", {
    "x-flow-depth": "4",
  });
  expect(answer.status).toBe(422);
});

test("each channel has its own rate", async () => {
  const rated = await openTestServer({
    openStore: openMemoryStore,
    rate: { perSecond: 1, burst: 3 },
  });
  const makeKey = async () => {
    const input = {
      workspaceId: rated.workspace.id,
      name: "A",
      type: "apichat",
      botId: null,
    } as const;
    return (await rated.features.channels.create(input)).key;
  };
  const [one, two] = [await makeKey(), await makeKey()];
  const post = (secret: string | null) =>
    rated.app.inject({
      ...{ method: "POST", url: "/v1/send/a/" },
      headers: { authorization: `Token ${secret}` },
      payload: { message: { type: "text", message: "Hi" } },
    });
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await post(one)).statusCode);
  expect(statuses).toEqual([201, 201, 201, 429]);
  expect((await post(two)).statusCode).toBe(201);
  expect((await post(one)).headers["retry-after"]).toBe("1");
  await rated.close();
});
