import { expect, test } from "vitest";
import { shareWithin, timeSteps } from "./response-steps.ts";

const times = {
  count: 10,
  mean_seconds: 90,
  histogram: [
    { up_to_seconds: 60, count: 5 },
    { up_to_seconds: 300, count: 3 },
    { up_to_seconds: null, count: 2 },
  ],
};

test("Steps say up to when, the last one that it took longer", () => {
  expect(timeSteps(times).map(({ label }) => label)).toEqual([
    "Up to 1 min",
    "Up to 5 min",
    "More than 5 min",
  ]);
});

test("The share within a time counts every step up to it", () => {
  expect(shareWithin(times, 300)).toBe(0.8);
  expect(shareWithin(times, 60)).toBe(0.5);
});

test("There is no share of nothing, nor within a time that no step ends at", () => {
  expect(shareWithin({ ...times, count: 0 }, 300)).toBeNull();
  expect(shareWithin(times, 120)).toBeNull();
});
