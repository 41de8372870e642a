import { expect, test } from "vitest";
import { AnswerTime } from "./answer-time.ts";

const after = (...answersMs: number[]): number => {
  const time = new AnswerTime();
  for (const ms of answersMs) time.took(ms);
  return time.lateAfterMs;
};

test("a place is kept for four times as long as answers take, for 50 ms at least and a second at most", () => {
  expect(after()).toBe(50);
  expect(after(2, 3, 2)).toBe(50);
  expect(after(20, 30, 25)).toBeCloseTo(120, -1);
  expect(after(800)).toBe(1_000);
  expect(after(14_000)).toBe(1_000);
});

test("one slow answer counts at once, and is forgotten after some dozen quick ones", () => {
  const quick = (count: number): number[] => Array.from({ length: count }, () => 2);
  expect(after(...quick(50), 200)).toBe(800);
  expect(after(200, ...quick(10))).toBeGreaterThan(300);
  expect(after(200, ...quick(60))).toBe(50);
});
