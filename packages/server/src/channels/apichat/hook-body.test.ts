import { ApichatHookPayload } from "@parley/contract";
import type { Author, Message } from "@parley/flow";
import { expect, test } from "vitest";
import {
  bot,
  channelOf,
  conversationOf,
  hookTurnOf,
  pau,
  storedOf,
  system,
} from "../testing/hook-turns.ts";
import { apichatBodies } from "./hook-body.ts";

const channel = channelOf({ type: "apichat", name: "My API channel" });
const conversation = conversationOf({
  externalToken: "tg-77",
  registeredUs: 1_700_000_000_910_000,
  fields: { city: { type: "string", value: "Paris" }, number: { type: "string", value: "55" } },
});

function sent(message: Message, author: Author = bot) {
  const write = apichatBodies(hookTurnOf(conversation, channel));
  const { body } = write(storedOf({ author, message }, 1_700_000_000_910_000), null);
  const told = ApichatHookPayload.parse(JSON.parse(body));
  // Without unknown keys the schema gives back what it was given.
  expect(told).toEqual(JSON.parse(body));
  return told;
}

test("the customer, the author and the channel stand beside one flat message", () => {
  const options = [
    { label: "Hi", payload: "$0" },
    { label: "Bye", payload: "$1" },
  ];
  expect(sent({ type: "dialog", title: "Pick one", options })).toEqual({
    messages: [
      {
        ...{ type: "dialog", timestamp: 1_700_000_000.91, seq: 3 },
        event_id: "evt_0a0b0c0d00007000800000000000000e",
        ...{ title: "Pick one", buttons: ["Hi", "Bye"], payloads: ["$0", "$1"] },
        urls: [null, null],
      },
    ],
    customer: {
      ...{ id: 10_000_001, name: "Visitor #10000001", email: null, phone: null, token: "tg-77" },
      ...{ register_date: 1_700_000_000, city: "Paris", number: "55" },
    },
    agent: { id: 1_000_001, type: "bot" },
    channel: { id: 2_000_001, name: "My API channel" },
  });
});

test("a person is told with name and address", () => {
  expect(sent({ type: "text", text: "Hi" }, pau).agent).toEqual({
    ...{ id: 40_001, type: "human", name: "Pau", email: "pau@example.org" },
  });
});

const url = "https://example.org/a.png";

test.each([
  [
    { type: "text", text: "Hi" },
    { type: "text", message: "Hi" },
  ],
  [
    { type: "button", text: "Yes", payload: "$0" },
    { type: "button", message: "Yes", payload: "$0" },
  ],
  [
    { type: "dialog", title: "Pick", options: [{ label: "A", payload: "$0", url }], url },
    { type: "media_dialog", title: "Pick", url, buttons: ["A"], payloads: ["$0"], urls: [url] },
  ],
  [
    { type: "image", url, caption: "A" },
    { type: "image", url, message: "A", caption: "A" },
  ],
  [
    { type: "document", url },
    { type: "document", url, message: "", caption: "" },
  ],
  [
    { type: "video", url },
    { type: "video", url, message: "", caption: "" },
  ],
  [
    { type: "audio", url },
    { type: "audio", url, message: "", caption: "" },
  ],
  [
    { type: "iframe", url },
    { type: "iframe", url, message: url },
  ],
  [
    { type: "location", latitude: 1.5, longitude: 2, address: "Main St" },
    { type: "location", latitude: 1.5, longitude: 2, message: "Main St" },
  ],
  [
    { type: "text", text: "E-mail?", extra: { input: { kind: "email" } } },
    { type: "text", message: "E-mail?", extra: { input: { kind: "email" } } },
  ],
] satisfies [Message, object][])("tells %j", (message, flat) => {
  const [{ timestamp: _, seq: _seq, event_id: _id, ...content }] = sent(message).messages;
  expect(content).toEqual(flat);
});

test("a hook that asks for events is told what happened, and to whom", () => {
  const write = apichatBodies(hookTurnOf(conversation, channel));
  const entry = { author: system, action: "assign", agent: { id: 40_001, name: "Pau" } } as const;
  const told = ApichatHookPayload.parse(JSON.parse(write(storedOf(entry), 40_001).body));
  expect(told).toMatchObject({
    messages: [{ type: "event", action: "assign", agent_id: 40_001 }],
    agent: { id: 0, type: "sys" },
  });
});

test("no field takes the place of the customer's own keys, and no other key either", () => {
  const names = ["id", "name", "email", "phone", "token", "register_date"];
  const hostile = Object.fromEntries(
    names.map((name) => [name, { type: "object", value: { hostile: true } } as const]),
  );
  const facts = { customer_keys: { token: "mine", Plan: "gold" } };
  const about = conversationOf({ externalToken: "tg-77", fields: hostile, facts });
  const write = apichatBodies(hookTurnOf(about, channel));
  const { body } = write(storedOf({ author: bot, message: { type: "text", text: "x" } }), null);
  expect(JSON.parse(body).customer).toEqual({
    ...{ id: 10_000_001, name: "Visitor #10000001", email: null, phone: null, token: "tg-77" },
    ...{ register_date: 1_747_943_000, Plan: "gold" },
  });
  expect(body.match(/"token"/g)).toHaveLength(1);
});
