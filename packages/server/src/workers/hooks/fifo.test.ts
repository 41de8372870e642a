import fc from "fast-check";
import { expect, test } from "vitest";
import { Fifo } from "./fifo.ts";

test("gives everything back in the order it came, through any mixture of coming and going", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 12 }), (steps) => {
      const fifo = new Fifo<number>();
      const model: number[] = [];
      let next = 0;
      steps.forEach((count, step) => {
        for (let n = 0; n < count; n += 1) {
          if (step % 2 === 0) {
            fifo.push(next);
            model.push(next);
            next += 1;
          } else expect(fifo.shift()).toBe(model.shift());
        }
        expect(fifo.size).toBe(model.length);
      });
    }),
    { numRuns: 20 },
  );
});

test("is empty once it was cleared", () => {
  const fifo = new Fifo<string>();
  fifo.push("a");
  fifo.clear();
  expect([fifo.size, fifo.shift()]).toEqual([0, undefined]);
});

test("keeps in order what is to be kept, wherever it begins", () => {
  const fifo = new Fifo<number>();
  for (let n = 0; n < 10; n += 1) fifo.push(n);
  fifo.shift();
  fifo.keep((n) => n % 2 === 0);
  fifo.push(10);
  expect(fifo.size).toBe(5);
  expect([1, 2, 3, 4, 5, 6].map(() => fifo.shift())).toEqual([2, 4, 6, 8, 10, undefined]);
});
