import fc from "fast-check";
import { expect, test } from "vitest";
import { messageWith } from "../test-message.ts";
import type { Message } from "../wire/message.ts";
import { type ChatEvent, type ChatState, initialState, reduce } from "./chat-state.ts";
import { contiguousSeq, emptyTimeline, hasGap, merge } from "./timeline.ts";

/** A conversation as the server has it: every third entry is the visitor's. */
function conversation(length: number): Message[] {
  return Array.from({ length }, (_, index) => {
    const seq = index + 1;
    if (seq % 3 !== 0) return messageWith({ seq });
    return messageWith({ seq, author: "customer", uiKey: `key-${seq}` });
  });
}

const runOf = (events: readonly ChatEvent[], from: ChatState = initialState(0)) =>
  events.reduce(reduce, from);

const said = ({ uiKey = "", text }: Message): ChatEvent => ({
  kind: "said",
  outgoing: { uiKey, type: "text", message: text },
  atMs: 0,
});

/** What each source may bring of a conversation: streamed one by one, pages of history, send answers. */
function eventsOf(entries: readonly Message[]): fc.Arbitrary<ChatEvent[]> {
  const streamed: ChatEvent[] = entries.map((one) => ({ kind: "received", messages: [one] }));
  const answers: ChatEvent[] = entries
    .filter((entry) => entry.uiKey)
    .map(({ uiKey = "", seq }) => ({ kind: "sent", uiKey, seq }));
  const page = fc
    .tuple(fc.nat(entries.length), fc.nat(entries.length))
    .map(([from, to]): ChatEvent => ({ kind: "received", messages: entries.slice(from, to) }));
  const extra = fc.array(fc.oneof(fc.constantFrom(...streamed, ...answers), page), {
    maxLength: 20,
  });
  return extra.chain((more) => {
    const all = [...streamed, ...answers, ...more];
    return fc.shuffledSubarray(all, { minLength: all.length });
  });
}

test("any interleaving of stream, history and send answers ends with each entry once, in order", () => {
  const cases = fc.integer({ min: 1, max: 12 }).chain((length) => {
    const entries = conversation(length);
    return fc.tuple(fc.constant(entries), eventsOf(entries));
  });
  fc.assert(
    fc.property(cases, ([entries, events]) => {
      const before = runOf(entries.filter((entry) => entry.uiKey).map(said));
      const { timeline } = runOf(events, before);
      expect(timeline.entries.map((entry) => entry.id)).toEqual(entries.map((entry) => entry.id));
      expect(timeline.unconfirmed).toEqual([]);
      expect(contiguousSeq(timeline)).toBe(entries.length);
    }),
  );
});

test("at no moment does an own message stand in both places, nor any number twice", () => {
  const entries = conversation(9);
  fc.assert(
    fc.property(eventsOf(entries), (events) => {
      let state = runOf(entries.filter((entry) => entry.uiKey).map(said));
      for (const event of events) {
        state = reduce(state, event);
        const seqs = state.timeline.entries.map((entry) => entry.seq);
        expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
        const shown = new Set(state.timeline.entries.map((entry) => entry.uiKey));
        for (const { outgoing } of state.timeline.unconfirmed) {
          expect(shown.has(outgoing.uiKey)).toBe(false);
        }
      }
    }),
  );
});

test("a send's answer is replaced by the server's own entry, and not the other way round", () => {
  const own = messageWith({ seq: 1, author: "customer", uiKey: "key", text: "as recorded" });
  const sent: ChatEvent = { kind: "sent", uiKey: "key", seq: 1 };
  const received: ChatEvent = { kind: "received", messages: [own] };
  for (const events of [
    [sent, received],
    [received, sent],
  ]) {
    const { timeline } = runOf([said({ ...own, text: "as typed" }), ...events]);
    expect(timeline.entries.map((entry) => entry.text)).toEqual(["as recorded"]);
  }
});

test("what somebody said who was shut out stays before them, though it never becomes an entry", () => {
  const state = runOf([
    { kind: "received", messages: [messageWith({ seq: 1, text: "Hi" })] },
    said(messageWith({ seq: 2, uiKey: "key", text: "Hello?" })),
    // The server tells the newest number there is.
    { kind: "sent", uiKey: "key", seq: 1 },
  ]);
  expect(state.timeline.entries.map((entry) => entry.text)).toEqual(["Hi"]);
  expect(state.timeline.unconfirmed.map((one) => [one.outgoing.message, one.status])).toEqual([
    ["Hello?", "sent"],
  ]);
});

test("a missing entry is a gap, and the newest without a gap is where reading goes on", () => {
  const timeline = merge(
    emptyTimeline,
    [1, 2, 5].map((seq) => messageWith({ seq })),
  );
  expect(hasGap(timeline)).toBe(true);
  expect(contiguousSeq(timeline)).toBe(2);
});

test("history that begins in the middle has no gap before it", () => {
  const { timeline } = runOf([
    { kind: "loaded", messages: [messageWith({ seq: 51 }), messageWith({ seq: 52 })], fromSeq: 50 },
  ]);
  expect(hasGap(timeline)).toBe(false);
  expect(timeline.baseSeq).toBe(50);
});
