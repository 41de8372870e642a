import { expect, test } from "vitest";
import { judge, retryDelayMs } from "./retry.ts";

const now = new Date("2026-01-01T00:00:00Z");

test.each([
  [200, null, "done"],
  [202, null, "done"],
  [301, null, "retry"],
  [400, null, "refused"],
  [401, null, "refused"],
  [404, null, "refused"],
  [408, null, "retry"],
  [409, null, "refused"],
  [409, "1", "retry"],
  [412, null, "refused"],
  [422, null, "refused"],
  [425, null, "retry"],
  [429, null, "retry"],
  [500, null, "retry"],
  [503, "5", "retry"],
  [null, null, "retry"],
])("status %j with Retry-After %j means %s", (status, retryAfter, verdict) => {
  expect(judge(status, retryAfter)).toBe(verdict);
});

test("waits 0.2 s, 1 s, 5 s, 30 s, 1 min and then 5 min", () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 100].map((count) => retryDelayMs(count, null, now));
  expect(delays).toEqual([200, 1000, 5000, 30_000, 60_000, 300_000, 300_000, 300_000]);
});

test.each([
  ["3", 3000],
  ["Thu, 01 Jan 2026 00:00:07 GMT", 7000],
  ["Wed, 31 Dec 2025 00:00:00 GMT", 200],
  ["soon", 200],
  ["0", 200],
  ["99999999", 86_400_000],
])("Retry-After %j means %i ms", (text, expected) => {
  expect(retryDelayMs(1, text, now)).toBe(expected);
});
