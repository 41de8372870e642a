import { expect, test } from "vitest";
import { fromLocalField, toLocalField } from "./moments.ts";

test("a moment survives the way into a field of local time and back, to the minute", () => {
  const iso = "2026-03-29T00:59:00.000Z";
  expect(toLocalField(iso)).toMatch(/^2026-03-2[89]T\d{2}:\d{2}$/);
  expect(fromLocalField(toLocalField(iso))).toBe(iso);
});

test("nothing stays nothing, and half a moment is none", () => {
  expect(toLocalField(undefined)).toBe("");
  expect(fromLocalField("")).toBeUndefined();
  expect(fromLocalField("2026-13-40T99:00")).toBeUndefined();
});
