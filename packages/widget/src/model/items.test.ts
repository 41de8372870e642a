import { expect, test } from "vitest";
import { messageWith } from "../test-message.ts";
import { type ChatEvent, initialState, reduce, unreadCount } from "./chat-state.ts";
import { activePrompt, isRevealing, shownMessages, toItems } from "./items.ts";

const greeting = [
  messageWith({ seq: 1, id: "welcome" }),
  messageWith({ seq: 2, id: "welcome", options: [{ label: "Go", payload: "$0" }] }),
];
const chat = (...events: ChatEvent[]) => events.reduce(reduce, initialState(greeting.length));
const keysOf = (state: ReturnType<typeof chat>) =>
  shownMessages(state, greeting).map(({ key }) => key);
const said: ChatEvent = {
  kind: "said",
  outgoing: { uiKey: "key", type: "text", message: "Go" },
  atMs: 0,
};

test("the greeting keeps its keys while its entries arrive one by one, and is never shown twice", () => {
  const sent: ChatEvent = { kind: "sent", uiKey: "key", seq: 3 };
  const arrival = [1, 2].map(
    (seq): ChatEvent => ({ kind: "received", messages: [messageWith({ seq })] }),
  );
  expect(keysOf(chat())).toEqual(["seq-1", "seq-2"]);
  for (const events of [[said], [said, sent], [said, sent, ...arrival], [said, ...arrival, sent]]) {
    expect(keysOf(chat(...events))).toEqual(["seq-1", "seq-2", "key"]);
  }
});

test("a greeting that was published later does not creep into an old conversation", () => {
  const state = chat({ kind: "loaded", messages: [messageWith({ seq: 1 })], fromSeq: 0 });
  expect(keysOf(state)).toEqual(["seq-1"]);
});

test("a control is live on the newest bot message until the visitor answers or an agent comes", () => {
  const promptOf = (state: ReturnType<typeof chat>) =>
    activePrompt(state, shownMessages(state, greeting))?.seq;
  const agent: ChatEvent = { kind: "conversation", conversation: { phase: "agent" } };
  expect(promptOf(chat())).toBe(2);
  expect(promptOf(chat(said))).toBeUndefined();
  expect(promptOf(chat(agent))).toBeUndefined();
});

test("a control waits until the message it belongs to is shown", () => {
  const asked = messageWith({ seq: 3, input: { kind: "date" } });
  const state = chat(
    { kind: "loaded", messages: greeting, fromSeq: 0 },
    { kind: "received", messages: [asked] },
  );
  expect(activePrompt(state, shownMessages(state, greeting))).toBeNull();
  const revealed = reduce(state, { kind: "revealed", seq: 3 });
  expect(activePrompt(revealed, shownMessages(revealed, greeting))?.seq).toBe(3);
});

test("the bot does not seem to type because of what the visitor said, whichever way that arrives", () => {
  const loaded: ChatEvent = { kind: "loaded", messages: greeting, fromSeq: 0 };
  const sent: ChatEvent = { kind: "sent", uiKey: "key", seq: 3 };
  expect(isRevealing(chat(loaded, said, sent))).toBe(false);
  const answer: ChatEvent = { kind: "received", messages: [messageWith({ seq: 4 })] };
  expect(isRevealing(chat(loaded, said, sent, answer))).toBe(true);
  expect(isRevealing(chat(loaded, said, sent, answer, { kind: "revealed", seq: 4 }))).toBe(false);
});

test("messages of one author stand together, an event or another author parts them", () => {
  const messages = [
    messageWith({ seq: 1 }),
    messageWith({ seq: 2 }),
    messageWith({ seq: 3, type: "event", action: "assign", author: "sys" }),
    messageWith({ seq: 4, author: "agent", authorName: "Marta" }),
    messageWith({ seq: 5, author: "customer" }),
  ].map((message) => ({ key: `${message.seq}`, message, unconfirmed: null }));
  const items = toItems(messages, "today", () => "today");
  expect(items.map((item) => (item.kind === "group" ? item.messages.length : item.kind))).toEqual([
    2,
    "event",
    1,
    1,
  ]);
});

test("what came while the chat was closed is unread, what was shown is not", () => {
  const answers: ChatEvent = {
    kind: "received",
    messages: [messageWith({ seq: 3 }), messageWith({ seq: 4 })],
  };
  const closed = chat(
    { kind: "shown", isOpen: true },
    { kind: "loaded", messages: greeting, fromSeq: 0 },
    { kind: "shown", isOpen: false },
    answers,
  );
  expect(unreadCount(closed)).toBe(2);
  const opened = [
    { kind: "revealed", seq: 4 },
    { kind: "shown", isOpen: true },
  ] as const;
  expect(unreadCount(opened.reduce<typeof closed>(reduce, closed))).toBe(0);
});
