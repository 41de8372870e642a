import { type Author, type Message, newState } from "@parley/flow";
import { expect, test } from "vitest";
import type { StoredEntry } from "../../ports/store.ts";
import { presentMessage } from "./present-message.ts";

const cast = {
  customer: { id: 10_000_001, state: newState(10_000_001, 1_000_001, 1) },
  channelName: "Site",
};
const bot: Author = { kind: "bot", id: 1_000_001 };

function shown(message: Message, author: Author = bot) {
  const stored: StoredEntry = {
    ...{ conversationId: 10_000_001, seq: 3, uuid: "0a-1b", atUs: 1_747_943_104_006_807 },
    entry: { seq: 3, author, message },
    clientHash: "never shown",
  };
  const { type, message: words, data, payload } = presentMessage(stored, cast);
  return { type, words, data, payload };
}

const url = "https://example.org/a.png";

const cases: [string, Message, ReturnType<typeof shown>][] = [
  [
    "text",
    { type: "text", text: "Hi" },
    { type: "text", words: "Hi", data: { body: "Hi" }, payload: null },
  ],
  [
    "button",
    { type: "button", text: "Yes", payload: "$0" },
    { type: "button", words: "Yes", data: { body: "Yes", payload: "$0" }, payload: "$0" },
  ],
  [
    "dialog",
    {
      type: "dialog",
      title: "Pick",
      options: [
        { label: "A", payload: "$0" },
        { label: "B", payload: "$1", url },
      ],
    },
    {
      type: "dialog",
      words: "Pick",
      data: {
        title: "Pick",
        body: "Pick",
        buttons: ["A", "B"],
        payloads: ["$0", "$1"],
        urls: [null, url],
      },
      payload: null,
    },
  ],
  [
    "image with a caption",
    { type: "image", url, caption: "A" },
    { type: "image", words: "A", data: { url, caption: "A" }, payload: null },
  ],
  [
    "document without one",
    { type: "document", url },
    { type: "document", words: url, data: { url, caption: "" }, payload: null },
  ],
  ["iframe", { type: "iframe", url }, { type: "iframe", words: url, data: { url }, payload: null }],
  [
    "location",
    { type: "location", latitude: 1.5, longitude: 2, address: "Main St" },
    {
      type: "location",
      words: "Main St",
      data: { latitude: 1.5, longitude: 2, address: "Main St" },
      payload: null,
    },
  ],
];

test.each(cases)("a transcript tells the content of a %s", (_, message, expected) => {
  expect(shown(message)).toEqual(expected);
});

test("a transcript names each kind of author in both vocabularies, and marks them by the sign of their number", () => {
  const authorOf = (author: Author) => {
    const stored: StoredEntry = {
      ...{ conversationId: 10_000_001, seq: 3, uuid: "0a-1b", atUs: 1_747_943_104_006_807 },
      entry: { seq: 3, author, message: { type: "text", text: "x" } },
      clientHash: null,
    };
    const { sender, author_type, ...rest } = presentMessage(stored, cast);
    return [sender, author_type, rest.samurai];
  };
  const customer = { id: 10_000_001, name: "Visitor #10000001", type: "customer" };
  expect(authorOf({ kind: "customer", id: 10_000_001 })).toEqual([customer, "user", undefined]);
  expect(authorOf(bot)).toEqual([{ id: 1_000_001, name: "Site", type: "bot" }, "bot", -1_000_001]);
  expect(authorOf({ kind: "agent", id: 40_001, name: "Pau" })).toEqual([
    { id: 40_001, name: "Pau", type: "agent" },
    "agent",
    40_001,
  ]);
  expect(authorOf({ kind: "sys", id: 0 })).toEqual([
    { id: 0, name: "Landbot", type: "sys" },
    "sys",
    0,
  ]);
});
