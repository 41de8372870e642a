import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { askName } from "./ask-name.ts";

function nameIn(text: string) {
  const asked = stage(askName, { text: "Who are you?" });
  asked.enter();
  return asked.answer(text) === "success" ? asked.fields.name : null;
}

test.each([
  ["  Ann  ", "Ann"],
  ["María José\n García", "María José García"],
  ["O’Brien-Smith, Jr.", "O’Brien-Smith, Jr."],
  ["X Æ A-12", "X Æ A-12"],
  ["李", "李"],
  ["محمد", "محمد"],
  ["a".repeat(200), "a".repeat(200)],
])("%j is the name %j, in one piece", (text, name) => {
  expect(nameIn(text)).toBe(name);
});

test.each(["", "  ", "123", "???", "😀", "-", "a".repeat(201)])("%j is no name", (text) => {
  expect(nameIn(text)).toBeNull();
});

test("another field can be named", () => {
  const asked = stage(askName, { text: "And your boss?", field: "boss" });
  asked.enter();
  asked.answer("Bo");
  expect(asked.fields).toEqual({ boss: "Bo" });
});
