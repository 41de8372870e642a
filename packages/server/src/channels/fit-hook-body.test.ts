import { ApichatHookPayload, MessageHookPayload } from "@parley/contract";
import type { Field, Message } from "@parley/flow";
import { expect, test } from "vitest";
import { limits } from "../ingest/limits.ts";
import { fitHookBody } from "./fit-hook-body.ts";
import { createHookRenderer } from "./hook-renderer.ts";
import {
  ann,
  bot,
  channelOf,
  conversationOf,
  hookTurnOf,
  publicUrl,
  storedOf,
} from "./testing/hook-turns.ts";

const renderer = createHookRenderer(() => publicUrl);
const kib = 1024;
const text = (value: string): Field => ({ type: "string", value });
/** Three bytes a character, and two characters each once written as JSON: the worst that there is. */
const wide = (bytes: number) => "東".repeat(Math.floor(bytes / 3));
const quoted = (bytes: number) => '"'.repeat(bytes);

function sent(message: Message, fields: { readonly [name: string]: Field }, author = bot) {
  const conversation = conversationOf({ fields, externalToken: "t" });
  const entry = storedOf({ author, message });
  const bodies = Object.values(renderer).map((pen) => {
    const turn = hookTurnOf(conversation, channelOf());
    return pen(turn)(entry, null).body;
  });
  const [first, , flat] = bodies.map((body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.hookPayloadBytes);
    return JSON.parse(body);
  });
  return {
    told: MessageHookPayload.parse(first).messages[0],
    flat: ApichatHookPayload.parse(flat),
  };
}

test("what input limits let in is told whole in `data`, beside fields that fill their room", () => {
  const words = quoted(limits.messageTextBytes);
  const fields = { notes: text(wide(limits.encodedFieldsBytes - 200)) };
  const { told, flat } = sent({ type: "text", text: words }, fields, ann);
  expect(told).toMatchObject({ data: { body: words }, customer: { notes: fields.notes.value } });
  // Only what repeats it had to give way.
  expect(told.truncated).toEqual(["_raw.message"]);
  expect(flat).toMatchObject({
    messages: [{ message: words }],
    customer: { notes: fields.notes.value },
  });
  expect(flat.messages[0].truncated).toBeUndefined();
});

test("what came along goes first", () => {
  const extra = { big: wide(300 * kib) };
  const { told, flat } = sent({ type: "text", text: "Hi", extra }, { city: text("Oulu") });
  expect([told.customer.city, told._raw.extra]).toEqual(["Oulu", {}]);
  expect(told.truncated).toEqual(["_raw.extra"]);
  expect(flat.messages[0].truncated).toEqual(["extra"]);
});

test("a long text of a flow ends early, and fields stay", () => {
  const fields = { notes: text(wide(150 * kib)) };
  const { told } = sent({ type: "text", text: wide(240 * kib) }, fields);
  expect(told).toMatchObject({ customer: { notes: fields.notes.value } });
  expect(told.truncated).toEqual(["_raw.message", "data.body"]);
  expect(told.data).toEqual({ body: "東".repeat(16_384) });
});

test("fields of which the original's texts are too large are left out, the largest first, by name", () => {
  const list: Field = { type: "object", value: ["\u200b".repeat(30 * kib)] };
  const fields = { list, city: text("Oulu"), short: text(wide(50 * kib)) };
  const conversation = conversationOf({ fields });
  const turn = hookTurnOf(conversation, channelOf());
  const entry = storedOf({ author: bot, message: { type: "text", text: "Hi" } });
  const body = renderer["message-legacy"](turn)(entry, null).body;
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.hookPayloadBytes);
  const [told] = MessageHookPayload.parse(JSON.parse(body)).messages;
  expect(told.customer).toMatchObject({ city: "Oulu", short: fields.short.value });
  expect(told.customer).not.toHaveProperty("list");
  expect(told.truncated).toEqual(["customer.list"]);
});

test("a surrogate pair is not left in halves", () => {
  const { told } = sent({ type: "text", text: `x${"😀".repeat(70 * kib)}` }, {});
  expect(JSON.stringify(told).isWellFormed()).toBe(true);
});

test("the worst of everything at once fits, still as the schema says", () => {
  const option = { label: wide(90 * kib), payload: "$0", url: wide(90 * kib) };
  const options = Array.from({ length: 50 }, () => option);
  const small = Object.fromEntries(
    Array.from({ length: 4_000 }, (_, n) => [`f${n}`, text("x".repeat(8))]),
  );
  const fields = { name: text(wide(70 * kib)), email: text(quoted(20 * kib)), ...small };
  const { told } = sent({ type: "dialog", title: wide(200 * kib), options }, fields);
  expect(told.customer).toMatchObject({ id: 10_000_001, webchat_type: "Native" });
  expect(told.truncated?.length).toBeLessThanOrEqual(101);
  expect(told.truncated?.at(-1)).toBe("…");
});

/** The lean bodies of a text, in every variant. */
function lean(words: string, fields: { readonly [name: string]: Field }) {
  const conversation = conversationOf({ fields, facts: { customer_keys: { Plan: "gold" } } });
  const stored = storedOf({ author: bot, message: { type: "text", text: words } });
  const turn = hookTurnOf(conversation, channelOf());
  return Object.values(renderer).map((prepare) => {
    const pen = prepare(turn);
    const { eventId, body } = pen(stored, 40_001, true);
    expect(eventId).toBe(pen(stored, 40_001).eventId);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.leanHookPayloadBytes);
    return JSON.parse(body);
  });
}

test("a lean body has no custom fields and says which, and all else of it stays", () => {
  const fields = {
    ...{ name: text("Ann"), email: text("ann@example.org"), country: text("Finland") },
    ...{ city: text("Oulu"), notes: text(wide(150 * kib)) },
  };
  const [whole, legacy, flat] = lean("Grüße", fields);
  for (const body of [whole, legacy]) {
    const [told] = MessageHookPayload.parse(body).messages;
    expect(told.truncated).toEqual(["customer.city", "customer.notes", "customer.Plan"]);
    expect(told).toMatchObject({ data: { body: "Grüße" }, _raw: { message: "Grüße" } });
    expect(told.customer).toEqual({
      ...{ id: 10_000_001, name: "Ann", agent_id: 40_001, archived: false, country: "Finland" },
      ...{ email: "ann@example.org", webchat_type: "Native", is_external: "False" },
      url: expect.stringContaining(publicUrl),
    });
  }
  const { messages, customer } = ApichatHookPayload.parse(flat);
  expect(messages[0].truncated).toEqual(["customer.city", "customer.notes", "customer.Plan"]);
  expect(messages[0]).toMatchObject({ type: "text", message: "Grüße" });
  expect(customer).toMatchObject({ name: "Ann", email: "ann@example.org", country: "Finland" });
  expect(customer).not.toHaveProperty("city");
});

test("long texts of a lean body are cut as well, and named beside the fields", () => {
  const [whole] = lean(wide(100 * kib), { city: text("Oulu") });
  const [told] = MessageHookPayload.parse(whole).messages;
  expect(told.data).toEqual({ body: "東".repeat(1_024) });
  expect(told.truncated).toEqual(["customer.city", "customer.Plan", "_raw.message", "data.body"]);
});

test("a lean body of a customer without fields is the whole one", () => {
  for (const prepare of Object.values(renderer)) {
    const pen = prepare(hookTurnOf(conversationOf({ fields: { name: text("Ann") } }), channelOf()));
    const stored = storedOf({ author: bot, message: { type: "text", text: "Hi" } });
    expect(pen(stored, null, true)).toEqual(pen(stored, null));
  }
});

test("a body that fits is given back as it is", () => {
  const body = `{"messages":[{"type":"text","data":{"body":"${"a".repeat(200 * kib)}"}}]}`;
  expect(fitHookBody(body)).toBe(body);
});
