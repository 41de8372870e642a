import { expect, test } from "vitest";
import { Instant, OptionalInstant } from "./instant.ts";

test("a moment is seconds since 1970, as number or text, or ISO 8601 with its offset", () => {
  for (const [given, seconds] of [
    [1_795_262_400.5, 1_795_262_400.5],
    ["1795262400.5", 1_795_262_400.5],
    ["2026-11-21T12:00:00Z", 1_795_262_400],
    ["2026-11-21T14:00:00+02:00", 1_795_262_400],
    [0, 0],
  ])
    expect(Instant.parse(given), String(given)).toBe(seconds);
});

test("what is no moment is refused, and none at all only where there has to be one", () => {
  for (const given of ["yesterday", "2026-11-21", "2026-11-21T12:00:00", -1, [], {}, true, "1e9"])
    expect(OptionalInstant.safeParse(given).success, String(given)).toBe(false);
  for (const given of [undefined, null, ""]) {
    expect(OptionalInstant.parse(given)).toBeUndefined();
    expect(Instant.safeParse(given).success).toBe(false);
  }
});
