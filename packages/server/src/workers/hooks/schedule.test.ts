import fc from "fast-check";
import { expect, test } from "vitest";
import { attemptDelaysMs, readRetryAfterMs, retryDelayMs } from "./schedule.ts";

const nowMs = Date.UTC(2026, 10, 22, 12, 0, 0);

test("makes twelve attempts in 75 h 35 m 36 s", () => {
  expect(attemptDelaysMs).toHaveLength(12);
  const wholeMs = attemptDelaysMs.reduce((sum, delayMs) => sum + delayMs, 0);
  expect(wholeMs).toBe(((75 * 60 + 35) * 60 + 36) * 1000);
});

test("follows the schedule with no chance in the second attempt, and gives up after the twelfth", () => {
  const middle = Array.from({ length: 12 }, (_, made) => retryDelayMs(made, 0.5));
  expect(middle).toEqual(attemptDelaysMs);
  expect(retryDelayMs(12, 0.5)).toBe(null);
  expect([retryDelayMs(1, 0), retryDelayMs(1, 0.999)]).toEqual([1_000, 1_000]);
});

test("spreads every attempt from the third on by a fifth either way", () => {
  expect([retryDelayMs(2, 0), retryDelayMs(2, 0.9999999)]).toEqual([4_000, 6_000]);
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 11 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (made, draw) => {
        const plainMs = attemptDelaysMs[made] ?? 0;
        const delayMs = retryDelayMs(made, draw) ?? 0;
        return delayMs >= plainMs * 0.8 - 1 && delayMs <= plainMs * 1.2 + 1;
      },
    ),
  );
});

test.each([
  ["120", 120_000],
  [" 0 ", 0],
  ["1000000000000", 24 * 3_600_000],
  ["1180591620717411303424", 24 * 3_600_000],
  ["9".repeat(400), 24 * 3_600_000],
  ["Sun, 22 Nov 2026 12:00:30 GMT", 30_000],
  ["Sunday, 22-Nov-26 12:00:30 GMT", 30_000],
  ["Sun Nov 22 12:00:30 2026", 30_000],
  ["Sat, 21 Nov 2026 12:00:00 GMT", 0],
  ["Sun, 22 Nov 2099 12:00:00 GMT", 24 * 3_600_000],
])("reads Retry-After: %s", (header, expectedMs) => {
  expect(readRetryAfterMs(header, nowMs)).toBe(expectedMs);
});

test.each([
  undefined,
  "",
  "-5",
  "1.5",
  "soon",
  "12 potatoes",
  "Sun, the day after tomorrow",
  "2026-11-22T12:00:30Z",
  "1e3",
])("takes nothing from Retry-After: %s", (header) => {
  expect(readRetryAfterMs(header, nowMs)).toBe(null);
});
