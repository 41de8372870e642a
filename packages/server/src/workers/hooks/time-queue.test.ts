import fc from "fast-check";
import { expect, test } from "vitest";
import { createHandClock } from "../../http/testing/hand-ports.ts";
import { TimeQueue } from "./time-queue.ts";

test("hands everything over in order of its time, never early", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 200 }), (times) => {
      const clock = createHandClock(0);
      const due: number[] = [];
      const queue = new TimeQueue<number>(clock, (atMs) => {
        expect(atMs).toBeLessThanOrEqual(clock.nowMs());
        due.push(atMs);
      });
      for (const atMs of times) queue.push(atMs, atMs);
      for (let n = 0; n < 10; n += 1) clock.advance(100);
      expect(due).toEqual(times.toSorted((a, b) => a - b));
    }),
  );
});

test("rings anew for what is earlier than all before, and for what is pushed while it rings", () => {
  const clock = createHandClock(0);
  const due: string[] = [];
  const queue = new TimeQueue<string>(clock, (name) => {
    due.push(`${name} ${clock.nowMs()}`);
    if (name === "early") queue.push(300, "again");
  });
  queue.push(500, "late");
  queue.push(100, "early");
  for (let n = 0; n < 6; n += 1) clock.advance(100);
  expect(due).toEqual(["early 100", "again 300", "late 500"]);
});

test("forgets everything when it is cleared, and works on", () => {
  const clock = createHandClock(0);
  const due: string[] = [];
  const queue = new TimeQueue<string>(clock, (name) => due.push(name));
  queue.push(100, "before");
  queue.clear();
  queue.push(200, "after");
  clock.advance(1_000);
  expect(due).toEqual(["after"]);
});

test("hands nothing over that was taken out, and everything else in order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.boolean()), { maxLength: 200 }),
      (entries) => {
        const clock = createHandClock(0);
        const due: number[] = [];
        const queue = new TimeQueue<number>(clock, (atMs) => due.push(atMs));
        const taken = entries.map(([atMs, isTaken]) => ({ isTaken, out: queue.push(atMs, atMs) }));
        for (const { isTaken, out } of taken) if (isTaken) out();
        const left = entries.filter(([, isTaken]) => !isTaken).map(([atMs]) => atMs);
        expect(queue.size).toBe(left.length);
        for (let n = 0; n < 10; n += 1) clock.advance(100);
        expect(due).toEqual(left.toSorted((a, b) => a - b));
        for (const { out } of taken) out();
        expect(queue.size).toBe(0);
      },
    ),
  );
});
