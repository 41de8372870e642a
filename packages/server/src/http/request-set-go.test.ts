import { afterEach, beforeEach, expect, test } from "vitest";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { openTestServer, type TestServer } from "./testing/open-test-server.ts";
import { type Payment, seedPayment, transcriptOf } from "./testing/seed-payment.ts";

let server: TestServer;
let payment: Payment;

beforeEach(async () => {
  server = await openTestServer({ openStore: openMemoryStore });
  payment = await seedPayment(server);
});
afterEach(() => server.close());

/** The article's own bodies, letter for letter; only the placeholders are filled in. */
const setBody = '{ "type": "object", "extra": {}, "value": {"status":"paid"}}';
const goBody = '{ "launch": true, "node": "Nkqgn6xkf"}';

test("the article's Set and Go, letter for letter, let the flow go on with the status", async () => {
  const { botId, customerId } = payment;
  const set = await server.ask({
    method: "PUT",
    url: `/v1/customers/${customerId}/fields/data/`,
    headers: { "content-type": "application/json" },
    payload: setBody,
  });
  expect([set.statusCode, set.body]).toEqual([
    200,
    '{"success":true,"field":{"name":"data","type":"object","extra":{},"value":{"status":"paid"}}}',
  ]);
  const go = await server.ask({
    method: "PUT",
    url: `/v1/customers/${customerId}/assign_bot/${botId}/`,
    headers: { "content-type": "application/json" },
    payload: goBody,
  });
  expect([go.statusCode, go.body]).toEqual([200, '{"success":true}']);
  expect(await transcriptOf(server, customerId)).toEqual([
    "bot: What is your name?",
    "customer: Ann",
    "bot: Please wait, Ann",
    "bot: Status: paid",
  ]);
});

test("a customer who has done nothing is shown with every key, fields twice, dates with a fraction", async () => {
  const { customerId, channelId } = payment;
  const answer = await server.ask({ url: `/v1/customers/${customerId}/` });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    success: true,
    customer: {
      id: customerId,
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "Ann",
      avatar: null,
      email: null,
      phone: null,
      channel_id: channelId,
      brand_id: 1,
      agent_id: null,
      archived: false,
      blocked: false,
      unread: true,
      opt_in: false,
      last_message: expect.any(Number),
      last_message_content: "Please wait, Ann",
      last_send_date: expect.any(Number),
      last_receive_date: expect.any(Number),
      register_date: 1_795_262_400.000_001,
      paused_until: null,
      ticket_id: null,
      visitor_id: null,
      meta_data: {},
      custom_fields: { data: { name: "data", type: "object", extra: {}, value: {} } },
      data: {},
    },
  });
});
