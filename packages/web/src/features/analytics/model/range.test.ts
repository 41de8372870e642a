import { expect, test } from "vitest";
import { boundsBefore, boundsOf, dayOf, daysOf, readRange, writeRange } from "./range.ts";

const now = Date.UTC(2026, 10, 22, 12, 34, 56) / 1000;
const at = (text: string) => Date.parse(text) / 1000;

test("An address without a range, or with nonsense, means the last seven days", () => {
  for (const search of [
    {},
    { range: "1y" },
    { range: 7 },
    { range: "toString" },
    { range: "custom" },
  ])
    expect(readRange(search)).toEqual({ kind: "7d" });
  expect(readRange({ range: "custom", from: "2026-02-30", to: "2026-03-01" })).toEqual({
    kind: "7d",
  });
});

test("What is written into the address is read back", () => {
  const ranges = [
    { kind: "24h" } as const,
    { kind: "90d" } as const,
    { kind: "custom", from: "2026-11-01", to: "2026-11-14" } as const,
  ];
  for (const range of ranges) expect(readRange(writeRange(range))).toEqual(range);
  expect(writeRange({ kind: "7d" })).toEqual({ range: "7d", from: undefined, to: undefined });
});

test("Days of one's own are put in order", () => {
  const search = { range: "custom", from: "2026-11-14", to: "2026-11-01" };
  expect(readRange(search)).toEqual({ kind: "custom", from: "2026-11-01", to: "2026-11-14" });
});

test("Of more than a year the last one is shown", () => {
  const search = { range: "custom", from: "2020-01-01", to: "2026-11-14" };
  expect(readRange(search)).toEqual({ kind: "custom", from: "2025-11-14", to: "2026-11-14" });
});

test("A day is the present hour and the 23 before it", () => {
  expect(boundsOf({ kind: "24h" }, now)).toEqual({ since: at("2026-11-21T13:00:00Z"), until: now });
});

test("Seven days are today (UTC) and the six before it", () => {
  expect(boundsOf({ kind: "7d" }, now)).toEqual({ since: at("2026-11-16T00:00:00Z"), until: now });
});

test("Both days of one's own are in the range, to the last second", () => {
  const range = { kind: "custom", from: "2026-11-01", to: "2026-11-01" } as const;
  expect(boundsOf(range, now)).toEqual({
    since: at("2026-11-01T00:00:00Z"),
    until: at("2026-11-01T23:59:59Z"),
  });
});

test("The time before is as long, and ends where the range begins", () => {
  for (const range of [
    { kind: "24h" } as const,
    { kind: "30d" } as const,
    { kind: "custom", from: "2026-11-03", to: "2026-11-09" } as const,
  ]) {
    const own = boundsOf(range, now);
    const before = boundsBefore(range, now);
    expect(before.until).toBe(own.since - 1);
    const step = range.kind === "24h" ? 3600 : 86_400;
    expect(before.since % step).toBe(0);
    const spans = { "24h": 24, "30d": 30, custom: 7 };
    expect((own.since - before.since) / step).toBe(spans[range.kind]);
  }
});

test("The form for days of one's own begins with those that are shown", () => {
  expect(daysOf({ kind: "7d" }, now)).toEqual({ from: "2026-11-16", to: "2026-11-22" });
  expect(dayOf(now)).toBe("2026-11-22");
});
