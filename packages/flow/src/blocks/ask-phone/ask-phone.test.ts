import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { askPhone } from "./ask-phone.ts";

function phoneIn(text: string, country?: string) {
  const asked = stage(askPhone, { text: "Your phone?", ...(country ? { country } : {}) });
  asked.enter();
  return asked.answer(text) === "success" ? asked.fields.phone : null;
}

test.each([
  ["+34 600 111 222", undefined, "+34600111222"],
  ["0034 600 111 222", undefined, "+34600111222"],
  ["600 111 222", "ES", "+34600111222"],
  ["+34 600 111 222", "US", "+34600111222"],
  ["0034 600 111 222", "ES", "+34600111222"],
  ["(+34) 600 111 222", "ES", "+34600111222"],
  ["(+34) 600 111 222", undefined, "+34600111222"],
  ["(0034) 600 111 222", undefined, "+34600111222"],
  ["tel:+34600111222", undefined, "+34600111222"],
  ["+49 (0)30 123456", "ES", "+4930123456"],
  ["011 34 600 111 222", "US", "+34600111222"],
  ["(212) 555-0123", "US", "+12125550123"],
  ["07911 123456", "GB", "+447911123456"],
  ["＋３４ ６００ １１１ ２２２", undefined, "+34600111222"],
])("%j (country %s) is stored as %s", (text, country, phone) => {
  expect(phoneIn(text, country)).toBe(phone);
});

test.each([
  ["600 111 222", undefined],
  ["12", "ES"],
  ["+34 600", undefined],
  ["+34 600 111 222 333 444", undefined],
  ["+999 600 111 222", undefined],
  ["call me", "ES"],
  ["my number is 600 111 222", "ES"],
  ["", "ES"],
  ["6".repeat(61), "ES"],
])("%j (country %s) is no phone number", (text, country) => {
  expect(phoneIn(text, country)).toBeNull();
});

test.each(["es", "ESP", "XX", "34"])("there is no country %j", (country) => {
  expect(askPhone.schema.safeParse({ text: "?", country }).success).toBe(false);
});
