import { expect, test } from "vitest";
import { z } from "zod";
import {
  ApichatHookPayload,
  apichatHookJsonSchema,
  MessageHookPayload,
  messageHookJsonSchema,
} from "./hook-payload.ts";

/** The body of the contract's example: a text from an agent. */
const text = {
  messages: [
    {
      ...{ type: "text", timestamp: 1747943104.006807, seq: 17, event_id: "evt_01" },
      data: { body: "hello world" },
      sender: { id: 794028, name: "Pau", type: "agent" },
      customer: {
        ...{ id: 10000001, name: "Ann", agent_id: 794028, archived: false, country: "Spain" },
        ...{ url: "https://chat.example.org/", webchat_type: "Native", is_external: "False" },
        ...{ phone: "34600000000", city: "Paris" },
      },
      channel: { id: 2955840, name: "New bot", type: "landbot" },
      _raw: {
        ...{ uuid: "u", chat: 500000123, channel: 2955840, type: "text" },
        ...{ timestamp: 1747943104.006807, author_type: "agent", author_uuid: "a" },
        ...{ samurai: 794028, read: false, readed_at: null, seq: 17, ui_key: null },
        ...{ rich_text: null, extra: {}, message: "hello world" },
      },
    },
  ],
};

const flat = {
  messages: [{ type: "text", timestamp: 1700000000.91, seq: 1, event_id: "evt_1", message: "Hi" }],
  customer: {
    ...{ id: 10000001, name: "Ann", email: null, phone: null, token: "t", city: "Paris" },
    register_date: 1700000000,
  },
  agent: { id: 7, type: "bot" },
  channel: { id: 9, name: "My API channel" },
};

/** The published schema, read as a stranger would: from its JSON alone. */
const stranger = (schema: object) =>
  z.fromJSONSchema(JSON.parse(JSON.stringify(schema)) as Parameters<typeof z.fromJSONSchema>[0]);

test.each([
  ["MessageHook", messageHookJsonSchema, MessageHookPayload, text],
  ["API channel's", apichatHookJsonSchema, ApichatHookPayload, flat],
] as const)(
  "the published schema of the %s body takes what the type takes",
  (_, make, schema, body) => {
    expect(schema.parse(body)).toEqual(body);
    const published = stranger(make());
    expect(published.safeParse(body).error).toBeUndefined();
    const [message] = body.messages;
    // Bodies may gain keys …
    const grown = { ...body, messages: [{ ...message, more: 1 }], more: 1 };
    expect(published.safeParse(grown).success).toBe(true);
    // … but lose none, and change no type.
    for (const key of Object.keys(message ?? {})) {
      const poorer = { ...body, messages: [{ ...message, [key]: undefined }] };
      expect(published.safeParse(JSON.parse(JSON.stringify(poorer))).success, key).toBe(false);
      const other = { ...body, messages: [{ ...message, [key]: [] }] };
      expect(published.safeParse(other).success, key).toBe(false);
    }
  },
);

test("a body has one message, of a type that is known", () => {
  const [message] = text.messages;
  for (const messages of [[], [message, message], [{ ...message, type: "hidden" }]])
    expect(MessageHookPayload.safeParse({ messages }).success).toBe(false);
});

test("a field may hold anything, the customer's own keys may not", () => {
  const [message] = text.messages;
  const parses = (more: object) =>
    MessageHookPayload.safeParse({
      messages: [{ ...message, customer: { ...message?.customer, ...more } }],
    }).success;
  expect(parses({ city: { a: [null] } })).toBe(true);
  expect(parses({ is_external: false })).toBe(false);
});

test("the schemas stand for themselves: closed nowhere, and with nothing to look up elsewhere", () => {
  for (const schema of [messageHookJsonSchema(), apichatHookJsonSchema()]) {
    const written = JSON.stringify(schema);
    expect(written).not.toContain('"additionalProperties":false');
    expect(written.match(/"\$ref":"(?!#\/\$defs\/)/g)).toBeNull();
    expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
  }
});
