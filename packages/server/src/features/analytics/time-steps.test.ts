import fc from "fast-check";
import { expect, test } from "vitest";
import { medianSeconds, timeStep } from "./time-steps.ts";

const stepsOf = (tookMs: readonly number[]) =>
  tookMs.map((took) => ({ step: timeStep(took), count: 1 }));

test("gives longer times later steps", () => {
  expect([0, 999, 1_000, 1_001, 1_200, 1_201].map(timeStep)).toEqual([0, 0, 0, 1, 1, 2]);
});

test("of nothing there is no median", () => {
  expect(medianSeconds([])).toBeNull();
  expect(medianSeconds([{ step: 3, count: 0 }])).toBeNull();
});

test("the median of steps is within a step of the true one", () => {
  const times = fc.array(fc.integer({ min: 2_000, max: 30 * 86_400_000 }), { minLength: 1 });
  fc.assert(
    fc.property(times, (tookMs) => {
      const inOrder = tookMs.toSorted((a, b) => a - b);
      const low = (inOrder[Math.ceil(inOrder.length / 2) - 1] ?? 0) / 1_000;
      const median = medianSeconds(stepsOf(tookMs)) ?? Number.NaN;
      expect(median).toBeGreaterThanOrEqual((low / 1.2) * 0.999);
      expect(median).toBeLessThanOrEqual(low * 1.2 * 1.001);
    }),
  );
});
