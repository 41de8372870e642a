import { ApichatHookPayload, MessageHookPayload } from "@parley/contract";
import type { Author, Field, Message, Value } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { HookVariant } from "../ports/hooks.ts";
import { createHookRenderer } from "./hook-renderer.ts";
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
} from "./testing/hook-turns.ts";

/** Texts of any characters, also such as no input gate lets in: half a surrogate pair, controls, quotes. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\ud800", "x\udc00", "\u0000\u001f", '"\\"', "</script>", "\u2028", "'\"", "𝕏"),
);
const names = fc.oneof(
  hostile,
  fc.constantFrom("__proto__", "constructor", "toString", "messages"),
);
const values = fc.oneof(hostile, fc.jsonValue()) as fc.Arbitrary<Value>;
const extra = fc.option(fc.dictionary(names, values), { nil: undefined });
const option = fc.record(
  { label: hostile, payload: hostile, url: hostile },
  { requiredKeys: ["label", "payload"] },
);
const coordinate = fc.double({ min: -90, max: 90, noNaN: true });

const messages = fc.oneof(
  fc.record({ type: fc.constant("text"), text: hostile, extra }),
  fc.record({ type: fc.constant("button"), text: hostile, payload: hostile, extra }),
  fc.record({ type: fc.constant("dialog"), title: hostile, options: fc.array(option), extra }),
  fc.record(
    {
      type: fc.constantFrom("image", "video", "audio", "document"),
      url: hostile,
      caption: hostile,
    },
    { requiredKeys: ["type", "url"] },
  ),
  fc.record({ type: fc.constant("iframe"), url: hostile }),
  fc.record(
    {
      type: fc.constant("location"),
      latitude: coordinate,
      longitude: coordinate,
      address: hostile,
    },
    { requiredKeys: ["type", "latitude", "longitude"] },
  ),
) as unknown as fc.Arbitrary<Message>;

const authors: fc.Arbitrary<Author> = fc.oneof(
  fc.constantFrom(ann, bot, system),
  hostile.map((name) => ({ ...pau, name }) as Author),
);
const said = fc.oneof(
  fc.record({ author: authors, message: messages }),
  fc.record({
    author: fc.constant(system),
    action: fc.constantFrom("assign" as const, "unassign" as const, "archive" as const),
    agent: fc.constant({ id: 40_001, name: "Pau" }),
  }),
);
const fields = fc
  .array(fc.tuple(names, values))
  .map((all) =>
    Object.fromEntries(
      all.map(([name, value]): [string, Field] => [name, { type: "object", value }]),
    ),
  );
const schemas = {
  ...{ message: MessageHookPayload, "message-legacy": MessageHookPayload },
  apichat: ApichatHookPayload,
} satisfies { [V in HookVariant]: unknown };

test("whatever is said by whomever, each body is what its schema says, and nothing beside it", () => {
  const renderer = createHookRenderer(() => publicUrl);
  const types = fc.constantFrom("landbot", "apichat", "whatsapp", "telegram");
  const variants = fc.constantFrom<HookVariant>("message", "message-legacy", "apichat");
  const holders = fc.option(fc.constant(40_001));
  const atUs = fc.integer({ min: 1_600_000_000_000_000, max: 1_900_000_000_000_000 });
  fc.assert(
    fc.property(
      fc.tuple(said, fields, hostile, atUs),
      fc.tuple(types, variants, holders),
      ([entry, held, channelName, at], [type, variant, holderId]) => {
        const conversation = conversationOf({ fields: held, externalToken: "t" });
        const turn = hookTurnOf(conversation, channelOf({ type, name: channelName }));
        const stored = storedOf(entry, at);
        const { body, eventId } = renderer[variant](turn)(stored, holderId);
        expect(body.isWellFormed()).toBe(true);
        const sent: unknown = JSON.parse(body);
        const told = schemas[variant].parse(sent);
        // A key that the schema does not know would be missing here; of fields it knows no names.
        expect(without(told)).toEqual(without(sent));
        const [message] = told.messages;
        expect([message.event_id, message.seq]).toEqual([eventId, 3]);
        expect(Number.isInteger(message.timestamp)).toBe(false);
      },
    ),
    { numRuns: 400 },
  );
});

/** A body without what is free: the names of fields, and of what came along. */
function without(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value) =>
    key === "customer" || key === "extra" ? null : value,
  );
}

test("an entry is written the same each time", () => {
  const renderer = createHookRenderer(() => publicUrl);
  const turn = hookTurnOf();
  fc.assert(
    fc.property(said, (entry) => {
      const [one, other] = [renderer.message(turn), renderer.message(turn)];
      expect(one(storedOf(entry), 7)).toEqual(other(storedOf(entry), 7));
    }),
  );
});
