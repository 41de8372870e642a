import { expect, test } from "vitest";
import { hourMs, insightsRange } from "./insights-range.ts";

/** 2026-11-21 12:34 UTC. */
const nowMs = Date.UTC(2026, 10, 21, 12, 34);
const dayMs = 24 * hourMs;

const shown = (sinceMs?: number, untilMs?: number, atMs = nowMs) => {
  const { fromHour, untilHour, bucketHours } = insightsRange(atMs, sinceMs, untilMs);
  const iso = (hour: number) => new Date(hour * hourMs).toISOString().slice(0, 13);
  return [iso(fromHour), iso(untilHour), bucketHours];
};

test("the last seven days without a range, in whole days", () => {
  expect(shown()).toEqual(["2026-11-14T00", "2026-11-22T00", 24]);
});

test("up to three days by the hour, the present one included", () => {
  expect(shown(nowMs - 2 * hourMs)).toEqual(["2026-11-21T10", "2026-11-21T13", 1]);
  expect(shown(nowMs - 3 * dayMs)).toEqual(["2026-11-18T00", "2026-11-22T00", 24]);
  expect(shown(nowMs - 2 * dayMs)).toEqual(["2026-11-19T12", "2026-11-21T13", 1]);
});

test("an hour that has just begun is in it", () => {
  const sharpMs = Date.UTC(2026, 10, 21, 12);
  expect(shown(sharpMs, undefined, sharpMs)).toEqual(["2026-11-21T12", "2026-11-21T13", 1]);
});

test("never more than 366 days, never backwards, never before 1970", () => {
  expect(shown(0)).toEqual(["2025-11-20T00", "2026-11-22T00", 24]);
  expect(shown(nowMs + 5 * dayMs)).toEqual(["2026-11-21T12", "2026-11-21T13", 1]);
  expect(shown(nowMs, nowMs - dayMs)).toEqual(["2026-11-20T12", "2026-11-20T13", 1]);
  expect(shown(0, 0)).toEqual(["1970-01-01T00", "1970-01-01T01", 1]);
});
