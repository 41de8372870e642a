import { expect, test } from "vitest";
import { attemptLine, spanText } from "./attempt-line.ts";

test("a time line tells how each attempt ended, and how long the next one waited", () => {
  const line = attemptLine([
    { at: 100, duration_ms: 500, status: 500, error: null },
    { at: 101.5, duration_ms: 15_000, status: null, error: "No answer within 15 s." },
    { at: 121.5, duration_ms: 6, status: 204, error: null },
  ]);
  expect(line.map(({ number, outcome, waited }) => [number, outcome, waited])).toEqual([
    [1, "refused", null],
    [2, "silent", 1],
    [3, "ok", 5],
  ]);
});

test("a redirect is no success, and a clock that was set back makes no negative wait", () => {
  const [first, second] = attemptLine([
    { at: 100, duration_ms: 5, status: 301, error: null },
    { at: 90, duration_ms: 5, status: 200, error: null },
  ]);
  expect([first?.outcome, second?.waited]).toEqual(["refused", 0]);
});

test("spans are said as people say them", () => {
  const spans = [0.006, 0.85, 1, 5.25, 30, 300, 7_200, 86_400, 259_200];
  expect(spans.map(spanText)).toEqual([
    ...["6 ms", "850 ms", "1 s", "5.3 s", "30 s", "5 min", "2 h", "24 h", "3 d"],
  ]);
});
