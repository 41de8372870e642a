import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { askJson } from "../testing/ask-json.ts";
import { type ApiChannel, openApiChannel } from "../testing/open-api-channel.ts";

let channel: ApiChannel;

beforeEach(async () => {
  channel = await openApiChannel();
});
afterEach(() => channel.server.close());

describe("further keys of the customer", () => {
  const told = {
    ...{ plan: "gold", number: "5512345678901234567890", age: 41, ratio: 0.1, vip: true },
    ...{ type: "lead", tags: ["a", "b"], day: "2026-11-21", nested: { deep: [1] } },
    ...{ conversationId: "C-1", "x-ref": 7 },
  };

  test("come back as they were given, and fields are told from what no field can be named", async () => {
    const customer = { name: "conv-123", ...told };
    const { body } = await channel.send({ customer, message: { type: "text", message: "Hi" } });
    expect(body).toMatchObject({ customer });
    const { conversationId: _, "x-ref": __, ...fields } = told;
    const read = await askJson(channel.server, "GET", "/v1/customers/10000001/");
    expect(read.body).toMatchObject({ customer: fields });
    expect(JSON.stringify(read.body)).not.toContain("conversationId");
  });

  test("keep the form in which they were sent last, whatever they were before", async () => {
    const message = { type: "text", message: "Hi" };
    for (const number of ["55", 55, "055", true, { a: 1 }, "55"]) {
      const { body } = await channel.send({ customer: { number }, message });
      expect((body as { customer: { number: unknown } }).customer.number).toEqual(number);
    }
  });

  test("keep their type where the value fits it, so that a date stays one", async () => {
    await channel.say("Hi");
    const url = "/v1/customers/10000001/fields/day/";
    await askJson(channel.server, "PUT", url, { type: "date", value: "2026-01-01" });
    await channel.send({
      customer: { day: "2026-11-21" },
      message: { type: "text", message: "x" },
    });
    const read = await askJson(channel.server, "GET", url);
    expect(read.body).toMatchObject({ field: { type: "date", value: "2026-11-21" } });
  });

  test("stay when later ones are told", async () => {
    const message = { type: "text", message: "Hi" };
    await channel.send({ customer: { conversationId: "C-1" }, message });
    const { body } = await channel.send({ customer: { "x-ref": 7 }, message });
    expect(body).toMatchObject({ customer: { conversationId: "C-1", "x-ref": 7 } });
  });

  test("take the room of those that were told first, and keep no message out for it", async () => {
    const message = { type: "text", message: "Hi" };
    const value = "é".repeat(4000);
    for (const name of ["First", "Second"]) {
      const customer = { [name]: value, Last: name };
      expect((await channel.send({ customer, message })).status).toBe(201);
    }
    const { status, body } = await channel.send({ customer: { Third: value }, message });
    const kept = { Last: "Second", Second: value, Third: value };
    expect([status, body]).toMatchObject([201, { customer: kept }]);
    expect(body).not.toHaveProperty("customer.First");
  });

  test("come back though the platform's customers have keys of that name, which stay as they are", async () => {
    const customer = { visitor_id: "v-1", avatar: "https://a.example/1.png", meta_data: { a: 1 } };
    const { body } = await channel.send({ customer, message: { type: "text", message: "Hi" } });
    expect(body).toMatchObject({ customer });
    const read = await askJson(channel.server, "GET", "/v1/customers/10000001/");
    expect(read.body).toMatchObject({
      customer: { visitor_id: null, avatar: null, meta_data: {}, custom_fields: {} },
    });
  });

  test("that are null or the customer's own change nothing", async () => {
    await channel.send({ customer: { name: "Ann" }, message: { type: "text", message: "Hi" } });
    const customer = { name: null, id: 5, archived: true, token: "other", blocked: true };
    const { body } = await channel.send({ customer, message: { type: "text", message: "Hi" } });
    expect(body).toMatchObject({ customer: { id: 10_000_001, name: "Ann", token: "tg-42" } });
    const read = await askJson(channel.server, "GET", "/v1/customers/10000001/");
    expect(read.body).toMatchObject({ customer: { archived: false, blocked: false } });
  });

  test("that take too much room are refused, with the message", async () => {
    const message = { type: "text", message: "Hi" };
    const much = "x".repeat(161 * 1024);
    expect(await channel.send({ customer: { much }, message })).toMatchObject({
      status: 422,
      body: { errors: { value: [expect.any(String)] } },
    });
    const Much = "x".repeat(17 * 1024);
    expect(await channel.send({ customer: { Much }, message })).toMatchObject({
      status: 422,
      body: { errors: { customer: [expect.any(String)] } },
    });
    expect(await channel.customers()).toEqual([]);
  });
});
