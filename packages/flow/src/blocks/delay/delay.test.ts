import { expect, test } from "vitest";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { delay } from "./delay.ts";

const onward = { kind: "leave", output: "success" };
const resting = { kind: "park", phase: "delaying" };

function enter(seconds: unknown, fields = {}) {
  const turn = fakeTurn({ fields });
  return { turn, outcome: delay.enter(blockOf(delay, { seconds }), turn) };
}

test("rests for the seconds, then goes on", () => {
  const { turn, outcome } = enter(1.5);
  expect(outcome).toEqual(resting);
  expect(turn.timers).toEqual([{ purpose: "delay", delayMs: 1500 }]);
  const signal = { kind: "timer", purpose: "delay" } as const;
  expect(delay.receive?.(blockOf(delay, { seconds: 1.5 }), turn, signal)).toEqual(onward);
});

test("goes straight on for 0 seconds, without a timer", () => {
  const { turn, outcome } = enter(0);
  expect(outcome).toEqual(onward);
  expect(turn.timers).toEqual([]);
});

test("takes the seconds from a field", () => {
  expect(enter("@pause", { pause: 60 }).turn.timers).toEqual([
    { purpose: "delay", delayMs: 60_000 },
  ]);
});

test.each(["soon", "-5", ""])("goes straight on where the field holds %j, and says so", (pause) => {
  const { turn, outcome } = enter("@pause", { pause });
  expect(outcome).toEqual(onward);
  expect(turn.traces.map(({ code }) => code)).toEqual(["bad-delay"]);
});

test("rests at most 7 days", () => {
  const { turn } = enter("@pause", { pause: 1e9 });
  expect(turn.timers).toEqual([{ purpose: "delay", delayMs: 7 * 24 * 3_600_000 }]);
  expect(turn.traces.map(({ code }) => code)).toEqual(["bad-delay"]);
});

test("goes on resting whatever else reaches it", () => {
  const block = blockOf(delay, { seconds: 5 });
  const answer = { kind: "answer", message: { type: "text", text: "hello?" } } as const;
  expect(delay.receive?.(block, fakeTurn(), answer)).toEqual(resting);
  const otherTimer = { kind: "timer", purpose: "idle" } as const;
  expect(delay.receive?.(block, fakeTurn(), otherTimer)).toEqual(resting);
});

test("refuses a delay that can be no number, and one over 7 days", () => {
  expect(codesOf(delay, { seconds: "soon" })).toEqual(["bad-delay"]);
  expect(codesOf(delay, { seconds: 604_801 })).toEqual(["schema"]);
  expect(codesOf(delay, { seconds: "30" })).toEqual([]);
  expect(codesOf(delay, { seconds: "@pause" })).toEqual([]);
});
