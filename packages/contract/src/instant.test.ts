import { expect, test } from "vitest";
import { InsightsQuery } from "./insight.ts";
import { Instant, OptionalInstant } from "./instant.ts";

test("a moment is seconds since 1970, as number or text, a day in UTC, or ISO 8601 with its offset", () => {
  for (const [given, seconds] of [
    [1_795_262_400.5, 1_795_262_400.5],
    ["1795262400.5", 1_795_262_400.5],
    ["2026-11-21T12:00:00Z", 1_795_262_400],
    ["2026-11-21T14:00:00+02:00", 1_795_262_400],
    ["2026-11-21", 1_795_219_200],
    [" 2028-02-29 ", 1_835_395_200],
    [0, 0],
  ])
    expect(Instant.parse(given), String(given)).toBe(seconds);
});

test("what is no moment is refused, and none at all only where there has to be one", () => {
  for (const given of [
    ...["yesterday", "2026-11", "2026-02-30", "2026-11-21T12:00:00", "1969-12-31", "1e9"],
    ...[-1, 1e12, [], {}, true],
  ])
    expect(OptionalInstant.safeParse(given).error?.issues, String(given)).toMatchObject([
      { message: expect.stringContaining("2026-11-21, 2026-11-21T12:00:00Z.") },
    ]);
  for (const given of [undefined, null, ""]) {
    expect(OptionalInstant.parse(given)).toBeUndefined();
    expect(Instant.safeParse(given).success).toBe(false);
  }
});

test("insights of a span that ends before it begins are refused, with what to do", () => {
  const backwards = { since: "2027-01-01", until: "2026-01-01" };
  expect(InsightsQuery.safeParse(backwards).error?.issues).toMatchObject([
    { path: ["until"], message: "Give a time after `since`." },
  ]);
  expect(InsightsQuery.safeParse({ since: "2026-01-01", until: "2027-01-01" }).success).toBe(true);
});
