import { MessageHookPayload } from "@parley/contract";
import type { Author, Message } from "@parley/flow";
import { expect, test } from "vitest";
import {
  ann,
  bot,
  channelOf,
  conversationOf,
  hookTurnOf,
  pau,
  publicUrl,
  storedOf,
  system,
} from "../testing/hook-turns.ts";
import { hookMessages } from "./hook-message.ts";

const style = { publicUrl, hasLegacyStrings: false };

function sent(message: Message, author: Author = bot) {
  const { body } = hookMessages(hookTurnOf(), style)(storedOf({ author, message }), null);
  const [first] = MessageHookPayload.parse(JSON.parse(body)).messages;
  // Without unknown keys the schema gives back what it was given.
  expect({ messages: [first] }).toEqual(JSON.parse(body));
  return first;
}

/** The sample of the article on MessageHooks: a press of a button on the web. */
const article = {
  messages: [
    {
      _raw: {
        extra: {},
        chat: 65363911,
        type: "button",
        channel: 761536,
        timestamp: 1606145527.9043446,
        read: true,
        readed_at: 1606145527.9062998,
        message: "Hi!",
        payload: "$0",
      },
      type: "button",
      data: { body: "Hi!", payload: "$0" },
      timestamp: 1606145527.9043446,
      sender: { id: 65462634, name: "Visitor #65462634", type: "customer" },
      customer: {
        country: "Spain",
        url: "https://chats.landbot.io/v3/H-761536-PPDHF49M02RV6HV4/index.html",
        id: 65462634,
      },
      channel: { id: 761536, name: "MessageHooks Docs Example", type: "landbot" },
    },
  ],
};

test("the press of a button is told as in the article: every key, of the same type, with the same value", () => {
  const [sample] = article.messages;
  const conversation = conversationOf({
    id: 65462634,
    facts: { country: "Spain", landbot_url: sample?.customer.url ?? "" },
  });
  const channel = channelOf({ id: 761536, name: "MessageHooks Docs Example" });
  const press = storedOf(
    {
      author: { kind: "customer", id: 65462634 },
      message: { type: "button", text: "Hi!", payload: "$0" },
    },
    1606145527904344,
  );
  const { body } = hookMessages(hookTurnOf(conversation, channel), style)(press, null);
  const times = { timestamp: 1606145527.904344, readed_at: 1606145527.904344 };
  expect(JSON.parse(body)).toMatchObject({
    messages: [
      {
        ...sample,
        timestamp: times.timestamp,
        // Ours has numbers of its own for conversations, and microseconds at most.
        _raw: { ...sample?._raw, ...times, chat: expect.any(Number) },
      },
    ],
  });
  expect(Object.keys(JSON.parse(body))).toEqual(["messages"]);
  expect(typesOf(JSON.parse(body))).toMatchObject(typesOf(article) as object);
});

/** A value with each of its leaves replaced by the name of its type, numbers by whether they are whole. */
function typesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typesOf);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, typesOf(held)]));
  return Number.isInteger(value) ? "integer" : typeof value;
}

test("a text has everything around it that receivers read", () => {
  const message = { type: "text", text: "hello world" } as const;
  expect(sent(message, pau)).toEqual({
    type: "text",
    timestamp: 1747943104.006807,
    seq: 3,
    event_id: "evt_0a0b0c0d00007000800000000000000e",
    data: { body: "hello world" },
    sender: { id: 40001, name: "Pau", type: "agent" },
    customer: {
      id: 10000001,
      name: "Visitor #10000001",
      agent_id: null,
      archived: false,
      country: "",
      url: "https://chat.example.org/v3/H-2000001-ABCDEFGHIJKLMNOP/index.html",
      webchat_type: "Native",
      is_external: "False",
    },
    channel: { id: 2000001, name: "Site", type: "landbot" },
    _raw: {
      uuid: "0a0b0c0d-0000-7000-8000-00000000000e",
      chat: 500000001,
      channel: 2000001,
      type: "text",
      timestamp: 1747943104.006807,
      author_type: "agent",
      author_uuid: "agent-uuid",
      samurai: 40001,
      read: false,
      readed_at: null,
      seq: 3,
      ui_key: null,
      rich_text: null,
      extra: {},
      message: "hello world",
    },
  });
});

const url = "https://example.org/a.png";

test.each([
  [{ type: "text", text: "Hi" }, { body: "Hi" }, { message: "Hi" }],
  [
    { type: "button", text: "Yes", payload: "$0" },
    { body: "Yes", payload: "$0" },
    { message: "Yes", payload: "$0" },
  ],
  [
    {
      type: "dialog",
      title: "Pick",
      options: [
        { label: "A", payload: "$0" },
        { label: "B", payload: "$1", url },
      ],
    },
    {
      ...{ title: "Pick", body: "Pick", buttons: ["A", "B"] },
      ...{ payloads: ["$0", "$1"], urls: [null, url] },
    },
    {
      ...{ title: "Pick", rich_text: null, buttons: ["A", "B"], payloads: ["$0", "$1"] },
      urls: [null, url],
    },
  ],
  [
    { type: "dialog", title: "Look", options: [], url },
    { title: "Look", body: "Look", buttons: [], payloads: [], urls: [], url },
    { title: "Look", url },
  ],
  [
    { type: "image", url, caption: "A" },
    { url, caption: "A" },
    { url, message: "A" },
  ],
  [
    { type: "video", url },
    { url, caption: "" },
    { url, message: "" },
  ],
  [
    { type: "audio", url },
    { url, caption: "" },
    { url, message: "" },
  ],
  [
    { type: "document", url },
    { url, caption: "" },
    { url, message: "" },
  ],
  [{ type: "iframe", url }, { url }, { url, message: "" }],
  [
    { type: "location", latitude: 1.5, longitude: 2, address: "Main St" },
    { latitude: 1.5, longitude: 2, address: "Main St" },
    { latitude: 1.5, longitude: 2, address: "Main St" },
  ],
  // A bridge posts the address of a place as its words, whether there is one or not.
  [
    { type: "location", latitude: 1.5, longitude: 2 },
    { latitude: 1.5, longitude: 2 },
    { latitude: 1.5, longitude: 2, address: "1.5,2" },
  ],
] satisfies [Message, object, object][])("tells the content of %j", (message, data, raw) => {
  const told = sent(message);
  expect(told).toMatchObject({ type: message.type, data, _raw: { type: message.type, ...raw } });
  expect(told.data).toEqual(data);
});

test("a rating is one readable text, with its structure beside it", () => {
  const told = sent({ type: "text", text: "4 of 5", extra: { answer: 4 } }, ann);
  expect(told).toMatchObject({ data: { body: "4 of 5" }, _raw: { extra: { answer: 4 } } });
});

test.each([
  [ann, { id: 10000001, name: "Visitor #10000001", type: "customer" }, "user", undefined],
  [bot, { id: 1000001, name: "Site", type: "bot" }, "bot", -1000001],
  [pau, { id: 40001, name: "Pau", type: "agent" }, "agent", 40001],
  [system, { id: 0, name: "Landbot", type: "sys" }, "sys", 0],
])("names the author %j in both vocabularies", (author, sender, authorType, samurai) => {
  const told = sent({ type: "text", text: "x" }, author);
  expect(told).toMatchObject({ sender, _raw: { author_type: authorType } });
  expect(told._raw.samurai).toBe(samurai);
  const uuid = { customer: "customer-uuid", bot: "bot-uuid", agent: "agent-uuid", sys: null };
  expect(told._raw.author_uuid).toBe(uuid[author.kind]);
});

test("what the customer says has been read, what is said to them has not", () => {
  const message = { type: "text", text: "x" } as const;
  const { read, readed_at, timestamp } = sent(message, ann)._raw;
  expect([read, readed_at]).toEqual([true, timestamp]);
  for (const author of [bot, pau])
    expect(sent(message, author)._raw).toMatchObject({ read: false, readed_at: null });
});

test("the sender's own id of a message is its key", () => {
  const said = storedOf({ author: ann, message: { type: "text", text: "x" }, clientId: "c-1" });
  const { body } = hookMessages(hookTurnOf(), style)(said, null);
  expect(JSON.parse(body)).toMatchObject({ messages: [{ _raw: { ui_key: "c-1" } }] });
});

test("times have a fraction, on a whole second as well", () => {
  const onTheSecond = storedOf(
    { author: ann, message: { type: "text", text: "x" } },
    1_747_943_104_000_000,
  );
  const { body } = hookMessages(hookTurnOf(), style)(onTheSecond, null);
  expect(body.match(/"(timestamp|readed_at)":1747943104\.000001/g)).toHaveLength(3);
});

test.each(["assign", "unassign"] as const)(
  "tells of an %s in each place that receivers look in",
  (action) => {
    const entry = storedOf({ author: system, action, agent: { id: 40_001, name: "Pau" } });
    const holder = action === "assign" ? 40_001 : null;
    const { body } = hookMessages(hookTurnOf(), style)(entry, holder);
    const [told] = MessageHookPayload.parse(JSON.parse(body)).messages;
    const happened = { action, agent_id: 40_001 };
    expect(told).toMatchObject({
      ...{ type: "event", ...happened, data: happened, customer: { agent_id: holder } },
      sender: { id: 0, name: "Landbot", type: "sys" },
      _raw: { type: "event", ...happened, samurai: 0, author_type: "sys", message: "40001" },
    });
  },
);

test("an event that is about no agent says so", () => {
  const { body } = hookMessages(hookTurnOf(), style)(
    storedOf({ author: system, action: "archive" }),
    null,
  );
  expect(JSON.parse(body)).toMatchObject({
    messages: [{ action: "archive", agent_id: null, _raw: { agent_id: null, message: "" } }],
  });
});

test("nothing is told of what only Parley should know", () => {
  const { body } = hookMessages(hookTurnOf(), style)(
    storedOf({ author: ann, message: { type: "text", text: "x" } }),
    null,
  );
  expect(body).not.toMatch(/never shown|revision|visitorKey|tickets|cursor/);
});
