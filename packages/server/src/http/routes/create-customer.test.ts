import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { askJson } from "../testing/ask-json.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let channelId: number;
let key: string;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  const { body } = await askJson(server, "POST", "/v1/channels/", { name: "App", type: "apichat" });
  const made = body as { channel: { id: number }; channel_token: string };
  channelId = made.channel.id;
  key = made.channel_token;
});
afterEach(() => server.close());

const create = (body: unknown, authorization = `Token ${key}`) =>
  askJson(server, "POST", "/v1/customers/", body, { authorization });

test("an API channel creates a customer under its own name for them, further keys as fields", async () => {
  const created = await create({
    token: "tg-42",
    name: "Ann",
    email: "a@b.c",
    plan: "gold",
    number: "55",
  });
  expect(created).toMatchObject({
    status: 201,
    body: {
      success: true,
      customer: { id: 10_000_001, name: "Ann", phone: null, email: "a@b.c", token: "tg-42" },
    },
  });
  const read = await askJson(server, "GET", "/v1/customers/10000001/");
  expect(read.body).toMatchObject({
    customer: { plan: "gold", number: "55", channel_id: channelId },
  });
});

test("a telephone number is one whether it comes as a text or as a number, also as the name", async () => {
  expect(await create({ token: 34600111222, phone: 34600111222 })).toMatchObject({
    status: 201,
    body: { customer: { phone: "34600111222", token: "34600111222" } },
  });
});

test("a name that is taken is 409 in the shape that channel clients read", async () => {
  await create({ token: "tg-42" });
  expect(await create({ token: "tg-42" })).toEqual({
    status: 409,
    body: { success: false, error: "Customer token already exists" },
  });
});

test("of two creations at once under one name, one is made and the other is told", async () => {
  const both = await Promise.all([create({ token: "twin" }), create({ token: "twin" })]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test("an agent's token needs to say on which channel; a foreign or unknown one is not there", async () => {
  const agent = `Token ${server.token}`;
  expect(await create({ token: "x" }, agent)).toEqual({
    status: 422,
    body: { errors: { channel_id: ["This field is required."] } },
  });
  expect(await create({ token: "x", channel_id: 7 }, agent)).toEqual({
    status: 422,
    body: { errors: { channel_id: ["There is no channel 7."] } },
  });
  expect((await create({ token: "x", channel_id: channelId }, agent)).status).toBe(201);
});

test("an API channel's customer needs a name that is safe in a URL", async () => {
  for (const token of [undefined, "", "a b", "é", "x".repeat(256)])
    expect(await create({ token })).toMatchObject({
      status: 422,
      body: { errors: { token: [expect.any(String)] } },
    });
});

test("built-in keys are left aside, names that no field can have are refused", async () => {
  const made = await create({ token: "a", id: 5, archived: true, brand_id: 9, blocked: "yes" });
  expect(made).toMatchObject({
    status: 201,
    body: { customer: { archived: false, brand_id: 1, blocked: false } },
  });
  expect(await create({ token: "b", "Not A Name": 1 })).toEqual({
    status: 422,
    body: { errors: { "Not A Name": ["A field name has a to z, 0 to 9 and _ only."] } },
  });
});

test("a channel key that is not one is 403, as channel clients expect, and opens nothing else", async () => {
  expect(await create({ token: "a" }, "Token parley_ch_nope")).toEqual({
    status: 403,
    body: { detail: "invalid token" },
  });
  const elsewhere = await askJson(server, "GET", "/v1/customers/", undefined, {
    authorization: `Token ${key}`,
  });
  expect(elsewhere).toEqual({ status: 401, body: { detail: "Invalid token." } });
});

test("nobody is created on a channel that is switched off", async () => {
  await askJson(server, "PATCH", `/v1/channels/${channelId}/`, { active: false });
  expect(await create({ token: "a" })).toEqual({
    status: 412,
    body: { errors: { channel_id: ["The channel is not active"] } },
  });
});
