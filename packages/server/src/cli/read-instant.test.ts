import { expect, test } from "vitest";
import { readInstant } from "./read-instant.ts";

test.each([
  ["2026-11-21", Date.UTC(2026, 10, 21)],
  ["2028-02-29", Date.UTC(2028, 1, 29)],
  ["2026-11-21T09:30Z", Date.UTC(2026, 10, 21, 9, 30)],
  ["2026-11-21T09:30:15.5+02:00", Date.UTC(2026, 10, 21, 7, 30, 15, 500)],
])("reads %s", (text, ms) => {
  expect(readInstant(text)).toBe(ms);
});

test.each([
  "",
  "yesterday",
  "12",
  "2026-02-30",
  "2026-13-01",
  "2026-11-21T09:30:00",
  "2026-11-21T25:00Z",
])("refuses %j", (text) => {
  expect(() => readInstant(text)).toThrow("2026-11-21T09:30:00Z");
});
