import { expect, test } from "vitest";
import { checkFlow } from "./check-flow.ts";

/** What is told of a text that the bot says, in a flow with the fields `name`, `order` (an object) and `city`. */
function toldOf(text: string): readonly (readonly [string, string])[] {
  const blocks = {
    hello: { kind: "ask_text", params: { text, field: "city" } },
  };
  const fields = { order: { type: "object" }, first_name: { type: "string" } };
  const { problems } = checkFlow({ format: 1, name: "Texts", start: "hello", fields, blocks });
  return problems
    .filter(({ code }) => code === "mistaken-field")
    .map(({ path, hint, isWarning }) => {
      expect([path, isWarning]).toEqual(["blocks.hello.params.text", true]);
      return ["mistaken-field", hint] as const;
    });
}

test.each([
  ["Hello @Name", "Did you mean @name?"],
  ["Hello @First_Name.", "Did you mean @first_name?"],
  ["To @{CITY}!", "Did you mean @city?"],
  ["Hello {{name}}", "Did you mean @name?"],
  ["Hello {{ First_Name }}", "Did you mean @first_name?"],
  ["Hello #{name}", "Did you mean @name?"],
  ["Hello {{user.name}}", "A field is written @name."],
  ["You pay @order.total", "GetValue(@order,"],
  ["First: @{order}.items", "GetValue(@order,"],
  ["First: @order[0].price", "GetValue(@order,"],
])("%j has no field there: %s", (text, hint) => {
  expect(toldOf(text)).toEqual([["mistaken-field", expect.stringContaining(hint)]]);
});

test.each([
  "Hello @name",
  "Hello @{name}",
  "Follow @Parley and @ParleyHQ",
  "Write to Ann@City.example or @@Name",
  "Your order: @order. It is on its way.",
  "Your order: @order.",
  "In @city.de",
  "{ not a field }",
  "{{}} and $ {name} and {name}",
  "@{resume_url_hello}",
])("%j is as it should be", (text) => {
  expect(toldOf(text)).toEqual([]);
});

test("what a request sends may be another service's template, and a formula has its own words", () => {
  const body = { kind: "json", template: '{"html": "Hi {{name}}", "to": "@Name"}' };
  const blocks = {
    call: { kind: "webhook", params: { url: "https://mail.example/", body } },
    sum: { kind: "formula", params: { formula: 'Concat("{{name}}", @name)' } },
  };
  const { problems } = checkFlow({ format: 1, name: "Texts", start: "call", blocks });
  const found = problems.filter(({ code }) => code === "mistaken-field");
  expect(found.map(({ path }) => path)).toEqual(["blocks.call.params.body.template"]);
});
