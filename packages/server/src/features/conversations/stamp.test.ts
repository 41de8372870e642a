import type { Entry } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createCountedChance, createHandClock } from "../../http/testing/hand-ports.ts";
import { createStamp } from "./stamp.ts";

const entry = (seq: number): Entry => ({ seq, author: { kind: "sys", id: 0 }, action: "archive" });

test("gives times that strictly increase and are never a whole second, whatever the clock does", () => {
  const jumps = fc.array(
    fc.record({
      byMs: fc.integer({ min: -5_000, max: 5_000 }),
      count: fc.integer({ min: 1, max: 5 }),
    }),
  );
  fc.assert(
    fc.property(jumps, (steps) => {
      let nowMs = 1_800_000_000_000;
      const stamp = createStamp(
        { nowMs: () => nowMs, after: () => () => {} },
        createCountedChance(),
      );
      let last = 0;
      for (const { byMs, count } of steps) {
        nowMs += byMs;
        const entries = Array.from({ length: count }, (_, at) => entry(at + 1));
        for (const { atUs } of stamp(1, last, entries, null)) {
          expect(atUs).toBeGreaterThan(last);
          expect(atUs % 1_000_000).not.toBe(0);
          last = atUs;
        }
      }
    }),
  );
});

test("holds no conversation back because another one has been written in the future", () => {
  const clock = createHandClock(1_800_000_000_000);
  const stamp = createStamp(clock, createCountedChance());
  const futureUs = (clock.nowMs() + 3_600_000) * 1000;
  const [ahead] = stamp(1, futureUs, [entry(1)], null);
  const [other] = stamp(2, 0, [entry(1)], null);
  expect(ahead?.atUs).toBe(futureUs + 1);
  expect(other?.atUs).toBeLessThan(clock.nowMs() * 1000 + 10);
});

test("gives the client's hash to the entry with the client's id alone", () => {
  const stamp = createStamp(createHandClock(0), createCountedChance());
  const said: Entry = {
    ...{ seq: 2, author: { kind: "customer", id: 1 }, clientId: "k1" },
    message: { type: "text", text: "hi" },
  };
  expect(stamp(1, 0, [entry(1), said], "hash").map(({ clientHash }) => clientHash)).toEqual([
    null,
    "hash",
  ]);
});
