import { newState } from "@parley/flow";
import { expect, test } from "vitest";
import { createHandClock } from "../../http/testing/hand-ports.ts";
import { conversation, entry } from "../../stores/contract/samples.ts";
import { createRecentConversations } from "./recent-conversations.ts";

const at = (id: number, revision = 1) => conversation(id, { revision, state: newState(id, 0, 0) });

function make() {
  const clock = createHandClock(0);
  return { clock, recent: createRecentConversations(clock) };
}

test("remembers the newest turn of a conversation for 30 to 60 seconds after it", () => {
  const { clock, recent } = make();
  recent.keep(at(1));
  clock.advance(29_000);
  recent.keep(at(1, 2));
  clock.advance(30_000);
  expect(recent.get(1)?.revision).toBe(2);
  clock.advance(31_000);
  expect(recent.get(1)).toBeUndefined();
  recent.keep(at(2));
  expect(recent.get(2)).toBeDefined();
});

test("never gives an older copy once a newer one was dropped", () => {
  const { clock, recent } = make();
  recent.keep(at(1));
  clock.advance(30_000);
  recent.keep(at(1, 2));
  recent.drop(1);
  expect(recent.get(1)).toBeUndefined();
  recent.keep(at(1));
  recent.clear();
  expect(recent.get(1)).toBeUndefined();
});

test("remembers at most 4,096", () => {
  const { recent } = make();
  for (let id = 1; id <= 10_000; id += 1) recent.keep(at(id));
  const left = Array.from({ length: 10_000 }, (_, n) => recent.get(n + 1)).filter(Boolean);
  expect(left.length).toBeLessThanOrEqual(4096);
  expect(recent.get(10_000)).toBeDefined();
});

test("calls a client id fresh only where it saw every turn of the conversation", () => {
  const { recent } = make();
  recent.keep(at(1), [entry(1, 1, "hi", "k1")]);
  recent.keep(at(1, 2), [entry(1, 2, "ho", "k2")]);
  expect(["k1", "k2", "k3"].map((id) => recent.isFreshClientId(1, id))).toEqual([
    false,
    false,
    true,
  ]);
  // A turn in between was written by somebody else.
  recent.keep(at(1, 4), []);
  expect(recent.isFreshClientId(1, "k3")).toBe(false);
  recent.keep(at(1, 5), []);
  expect(recent.isFreshClientId(1, "k3")).toBe(false);
  recent.keep(at(2, 6), []);
  expect([recent.isFreshClientId(2, "k3"), recent.isFreshClientId(3, "k3")]).toEqual([
    false,
    false,
  ]);
});

test("asks the store again once a conversation has had more client ids than it keeps", () => {
  const { recent } = make();
  for (let turn = 1; turn <= 65; turn += 1)
    recent.keep(at(1, turn), [entry(1, turn, "hi", `k${turn}`)]);
  expect(recent.isFreshClientId(1, "new")).toBe(false);
});
