import { expect, test } from "vitest";
import { chartFormat, writeSpan } from "./write-moment.ts";

const midnight = Date.UTC(2026, 10, 22) / 1000;

test("Days are told as they are counted, in UTC, wherever the reader is", () => {
  const format = chartFormat("day");
  expect(format.timeZone).toBe("UTC");
  expect(format.time(midnight)).toBe("Sun, Nov 22, 2026");
  expect(format.tick(midnight, 86_400)).toBe("Nov 22");
});

test("Hours are told by the reader's clock, and its midnight names the day", () => {
  const format = chartFormat("hour");
  expect(format.timeZone).toBeNull();
  const own = new Date(2026, 10, 22).getTime() / 1000;
  expect(format.tick(own, 3_600)).toBe("Nov 22");
  expect(format.tick(own + 3_600, 3_600)).toMatch(/^1\sAM$/);
});

test("Marks beside a chart have no room for large numbers", () => {
  expect([0, 999, 1_500, 12_400].map(chartFormat("day").mark)).toEqual([
    "0",
    "999",
    "1.5K",
    "12.4K",
  ]);
});

test("A span names its first and its last day", () => {
  expect(writeSpan(midnight - 7 * 86_400, midnight - 1, "day")).toMatch(/^Nov 15\s–\s21$/);
});
