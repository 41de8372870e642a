import type { Value } from "@parley/flow";
import { expect, test } from "vitest";
import { readWebMessage } from "./read-web-message.ts";

test.each<[{ [key: string]: Value }, object]>([
  [{ message: "hi" }, { type: "text", text: "hi" }],
  [
    { type: "text", message: "hi", payload: "" },
    { type: "text", text: "hi" },
  ],
  [
    { type: "button", message: "Yes", payload: "$1" },
    { type: "button", text: "Yes", payload: "$1" },
  ],
  [
    { type: "hidden", message: "hi", payload: null },
    { type: "text", text: "hi" },
  ],
  [
    { type: "image", url: "https://a.example/b.png", message: "look" },
    { type: "image", url: "https://a.example/b.png", caption: "look" },
  ],
  [
    { type: "location", latitude: "60.5", longitude: -24, address: "Here" },
    { type: "location", latitude: 60.5, longitude: -24, address: "Here" },
  ],
  [
    { message: "hi", extra: { mine: 1, input: {}, error: "x", answer: {}, typing_delay: 9 } },
    { type: "text", text: "hi", extra: { mine: 1 } },
  ],
])("reads %j", (body, message) => {
  expect(readWebMessage(body)).toEqual(message);
});

test.each<[string, { [key: string]: Value }]>([
  ["message", {}],
  ["message", { message: "   " }],
  ["message", { message: 7 }],
  ["message", { message: "ä".repeat(16 * 1024 + 1) }],
  ["payload", { message: "hi", payload: {} }],
  ["type", { type: "dialog", message: "hi" }],
  ["type", { type: ["text"], message: "hi" }],
  ["url", { type: "image" }],
  ["url", { type: "document", url: "javascript:alert(1)" }],
  ["url", { type: "video", url: `https://a.example/${"x".repeat(5000)}` }],
  ["latitude", { type: "location", longitude: 1 }],
  ["latitude", { type: "location", latitude: 91, longitude: 1 }],
  ["longitude", { type: "location", latitude: 1, longitude: " " }],
])("says that %s is wrong in %j", (field, body) => {
  expect(() => readWebMessage(body)).toThrow(
    expect.objectContaining({ code: "invalid-body", fields: { [field]: [expect.any(String)] } }),
  );
});
