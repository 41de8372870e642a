import { HookCustomer } from "@parley/contract";
import type { Field, Value } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChannelRecord } from "../../ports/records.ts";
import { channelOf, conversationOf, publicUrl } from "../testing/hook-turns.ts";
import { hookCustomer } from "./hook-customer.ts";

type About = NonNullable<Parameters<typeof conversationOf>[0]>;

function told(about: About, type: ChannelRecord["type"] = "landbot", hasLegacyStrings = false) {
  const channel = channelOf({ type });
  const write = hookCustomer(conversationOf(about), { channel, publicUrl, hasLegacyStrings });
  const customer: unknown = JSON.parse(write(40_001));
  expect(JSON.parse(write(null))).toEqual({ ...(customer as object), agent_id: null });
  expect(HookCustomer.safeParse(customer).error).toBeUndefined();
  return customer as HookCustomer;
}

const field = (value: Value): Field => ({ type: "object", value });
const webKeys = ["country", "url", "webchat_type", "is_external"];

test("only customers of the web have a page, and they always have one", () => {
  const page = "https://chat.example.org/v3/H-2000001-ABCDEFGHIJKLMNOP/index.html";
  expect(told({})).toMatchObject({
    country: "",
    url: page,
    webchat_type: "Native",
    is_external: "False",
  });
  for (const type of ["apichat", "whatsapp", "telegram"] as const)
    for (const key of webKeys) expect(told({}, type)).not.toHaveProperty(key);
});

test.each([
  ["https://chat.example.org/v3/H-1-A/index.html", "False"],
  ["https://chat.example.org", "False"],
  ["https://chat.example.org?from=mail", "False"],
  ["https://shop.example.com/cart", "True"],
  ["https://chat.example.org.evil.example/", "True"],
  ["http://chat.example.org/", "True"],
])("a chat on %s is external: %s, as a text", (page, isExternal) => {
  expect(told({ facts: { landbot_url: page } })).toMatchObject({
    url: page,
    is_external: isExternal,
  });
});

test("a country that the channel knows wins over the flow's, which stands in for none", () => {
  const fields = { country: field("Portugal") };
  expect(told({ fields }).country).toBe("Portugal");
  expect(told({ fields, facts: { country: "Spain" } }).country).toBe("Spain");
  expect(told({ fields: { country: field(["ES"]) } }).country).toBe("");
});

test("e-mail and phone are there once they are known; WhatsApp numbers have no plus", () => {
  expect(told({})).not.toHaveProperty("email");
  const fields = { email: field("ann@example.org"), phone: field("+34600000000") };
  expect(told({ fields })).toMatchObject({ email: "ann@example.org", phone: "+34600000000" });
  expect(told({ fields }, "whatsapp").phone).toBe("34600000000");
  expect(told({ fields: { email: field(["a"]), phone: field("") } })).not.toHaveProperty("phone");
});

test("a field is a key of its own with its real value, and absent once it is deleted", () => {
  const list = ["a", { b: null }];
  expect(
    told({ fields: { city: field("Oulu"), list: field(list), no: field(false) } }),
  ).toMatchObject({
    city: "Oulu",
    list,
    no: false,
  });
  expect(told({ fields: {} })).not.toHaveProperty("city");
});

test("a field cannot take the place of the customer's own keys", () => {
  const names = ["id", "name", "agent_id", "archived", "url", "webchat_type", "is_external"];
  const fields = Object.fromEntries(names.map((name) => [name, field({ hostile: true })]));
  expect(told({ fields })).toEqual({ ...told({}), agent_id: 40_001 });
});

test("a text field named like a key of the web is told elsewhere, where it can only be a field", () => {
  expect(told({ fields: { url: field("https://a.example") } }, "whatsapp").url).toBe(
    "https://a.example",
  );
  expect(told({ fields: { url: field({ a: 1 }) } }, "whatsapp")).not.toHaveProperty("url");
});

test("what an API channel's owner told under other names comes back, and a field wins over it", () => {
  const facts = { customer_keys: { Plan: "gold", "my key": [1], id: 7, city: "Rome" } };
  expect(told({ facts, fields: { city: field("Oulu") } }, "apichat")).toMatchObject({
    ...{ id: 10_000_001, Plan: "gold", "my key": [1], city: "Oulu" },
  });
});

test("for older receivers lists, objects and truths are Python's texts", () => {
  const fields = { list: field(["a", "b"]), yes: field(true), n: field(4), text: field("x") };
  expect(told({ fields }, "landbot", true)).toMatchObject({
    ...{ list: "['a', 'b']", yes: "True", n: 4, text: "x" },
  });
});

test("whatever fields are called and hold, the customer is what the schema says, with every field in it", () => {
  const names = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("__proto__", "constructor", "name", "url", "id", ...webKeys),
  );
  const fields = fc.array(fc.tuple(names, fc.jsonValue() as fc.Arbitrary<Value>));
  const types = fc.constantFrom("landbot", "apichat", "whatsapp", "telegram");
  const own = new Set(["id", "name", "agent_id", "archived", "email", "phone", ...webKeys]);
  fc.assert(
    fc.property(fields, types, fc.boolean(), (given, type, isLegacy) => {
      const held = Object.fromEntries(given.map(([name, value]) => [name, field(value)]));
      const shown = told({ fields: held }, type, isLegacy);
      expect(shown).toMatchObject({ id: 10_000_001, agent_id: 40_001, archived: false });
      expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
      for (const [name, { value }] of Object.entries(held)) {
        if (own.has(name)) continue;
        const real = Object.getOwnPropertyDescriptor(shown, name)?.value;
        if (!isLegacy) expect(real).toEqual(JSON.parse(JSON.stringify(value)));
        else expect(typeof real === "object" && real !== null).toBe(false);
      }
    }),
  );
});
