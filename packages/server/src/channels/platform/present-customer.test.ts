import { Customer } from "@parley/contract";
import { type Field, newState, type Value } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Conversation } from "../../ports/store.ts";
import { presentCustomer } from "./present-customer.ts";

function conversation(
  fields: { readonly [name: string]: Field },
  changes: Partial<Conversation> = {},
): Conversation {
  return {
    id: 10_000_001,
    uuid: "u-1",
    workspaceId: 7,
    channelId: 2_000_001,
    revision: 1,
    state: { ...newState(10_000_001, 1_000_001, 1), fields },
    registeredUs: 1_747_943_000_500_000,
    visitorKey: "never shown",
    externalToken: "never shown",
    isUnread: false,
    isOptedIn: false,
    lastEntryUs: null,
    lastReceivedUs: null,
    lastSentUs: null,
    lastText: null,
    ...changes,
  };
}

const ownKeys = Object.keys(presentCustomer(conversation({})));
const contacts = ["name", "email", "phone"];

const fieldNames = fc.oneof(fc.stringMatching(/^[a-z0-9_]{1,12}$/), fc.constantFrom(...ownKeys));
const fields = fc.dictionary(
  fieldNames.filter((name) => name !== "__proto__"),
  fc.record({ type: fc.constant("object" as const), value: fc.jsonValue() as fc.Arbitrary<Value> }),
);

test("whatever the fields are called and hold, the customer's own keys keep their types", () => {
  fc.assert(
    fc.property(fields, (given) => {
      const shown: unknown = JSON.parse(JSON.stringify(presentCustomer(conversation(given))));
      expect(Customer.safeParse(shown).error).toBeUndefined();
      expect(shown).toMatchObject({ id: 10_000_001, brand_id: 7, archived: false, agent_id: null });
    }),
  );
});

test("every custom field is found twice, unless its name is one of the customer's own", () => {
  fc.assert(
    fc.property(fields, (given) => {
      const shown = presentCustomer(conversation(given));
      for (const [name, { value }] of Object.entries(given)) {
        if (contacts.includes(name)) continue;
        expect(shown.custom_fields[name]).toMatchObject({ name, value });
        if (!ownKeys.includes(name)) expect(shown[name]).toEqual(value);
      }
    }),
  );
});

test("nothing is shown of what only Parley should know", () => {
  const text = JSON.stringify(presentCustomer(conversation({})));
  expect(text).not.toContain("never shown");
  expect(text).not.toMatch(/revision|visitorKey|tickets|cursor/);
});

test("name, e-mail and phone are texts or nothing, whatever was stored under them", () => {
  const shown = (value: Value) =>
    presentCustomer(
      conversation({ name: { type: "string", value }, phone: { type: "integer", value } }),
    );
  expect(shown("Ann")).toMatchObject({ name: "Ann", phone: "Ann" });
  expect(shown(34600)).toMatchObject({ name: "34600", phone: "34600" });
  for (const odd of ["", "  ", { a: 1 }, [1], null])
    expect(shown(odd)).toMatchObject({ name: "Visitor #10000001", phone: null });
});

test("the newest message is the newer of the two directions", () => {
  const times = { lastReceivedUs: 1_747_943_100_500_000, lastSentUs: 1_747_943_104_250_000 };
  expect(presentCustomer(conversation({}, { ...times, lastText: "hi" }))).toMatchObject({
    last_message: 1_747_943_104.25,
    last_send_date: 1_747_943_104.25,
    last_receive_date: 1_747_943_100.5,
    last_message_content: "hi",
  });
});
