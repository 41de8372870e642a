import { expect, test } from "vitest";
import { ValidState } from "../engine/testing/valid-state.ts";
import { readField } from "./field.ts";
import { type Message, wordsOf } from "./message.ts";
import { newState } from "./state.ts";

test("begins with a valid state that knows nothing", () => {
  const state = newState(10_000_001, 3, 2);
  expect(ValidState.safeParse(state).error).toBeUndefined();
  expect(state).toMatchObject({
    id: 10_000_001,
    bot: 3,
    version: 2,
    cursor: { phase: "new" },
    seq: 0,
  });
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});

test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
  "finds no field called %s unless there is one",
  (name) => {
    expect(readField({}, name)).toBeUndefined();
    const field = { type: "string", value: "mine" } as const;
    expect(readField(Object.fromEntries([[name, field]]), name)).toBe(field);
  },
);

test.each<[string, Message]>([
  ["Hello", { type: "text", text: "Hello" }],
  ["Yes", { type: "button", text: "Yes", payload: "$0" }],
  ["Which?", { type: "dialog", title: "Which?", options: [{ label: "A", payload: "$0" }] }],
  ["https://x.example/a.png", { type: "image", url: "https://x.example/a.png", caption: "A" }],
  ["https://x.example/a.pdf", { type: "document", url: "https://x.example/a.pdf" }],
  ["https://x.example/v", { type: "iframe", url: "https://x.example/v" }],
  ["Plaza Mayor", { type: "location", latitude: 40.4, longitude: -3.7, address: "Plaza Mayor" }],
  ["40.4,-3.7", { type: "location", latitude: 40.4, longitude: -3.7 }],
])("reads the words %j of a message", (words, message) => {
  expect(wordsOf(message)).toBe(words);
});
