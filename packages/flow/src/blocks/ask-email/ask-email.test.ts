import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { askEmail } from "./ask-email.ts";

function asked() {
  const stageOf = stage(askEmail, { text: "Your e-mail?" });
  stageOf.enter();
  return stageOf;
}

test.each([
  ["ann@example.org", "ann@example.org"],
  [" Ann.Lee+news@Mail.EXAMPLE.org ", "Ann.Lee+news@mail.example.org"],
  ["o'brien_1@a-b.co", "o'brien_1@a-b.co"],
  ["r&d@example.org", "r&d@example.org"],
  ["Ann@Bücher.Example", "Ann@bücher.example"],
  ["ann@xn--e1afmkfd.xn--p1ai", "ann@xn--e1afmkfd.xn--p1ai"],
  [`${"a".repeat(64)}@example.org`, `${"a".repeat(64)}@example.org`],
])("%j is stored as %j: the host in lower case, the rest as written", (text, address) => {
  const email = asked();
  expect(email.answer(text)).toBe("success");
  expect(email.fields).toEqual({ email: address });
  expect(email.types).toEqual({ email: "string" });
});

test.each([
  "ann",
  "ann.example.org",
  "ann@",
  "@example.org",
  "ann@example",
  "ann@@example.org",
  "ann lee@example.org",
  "ann..lee@example.org",
  ".ann@example.org",
  "ann@example..org",
  "ann@-example.org",
  "ann@example.c",
  "ann@192.0.2.1",
  "ann.@example.org",
  "josé@example.org",
  `${"a".repeat(65)}@example.org`,
  "ann@example.org, bo@example.org",
  "Ann <ann@example.org>",
  "ann@example.org\r\nBcc: all@example.org",
  `${"a".repeat(250)}@example.org`,
])("%j is no e-mail address", (text) => {
  const email = asked();
  expect(email.answer(text)).toBe("asking");
  expect(email.said.at(-1)).toMatchObject({ text: "That does not look like an e-mail address." });
});

test("a place is no e-mail address", () => {
  expect(asked().answer({ type: "location", latitude: 1, longitude: 2 })).toBe("asking");
});
