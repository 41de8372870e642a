import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { utcMs, type WallTime } from "./iso-date.ts";
import { instantIn, isTimeZone, wallTimeIn } from "./zone.ts";

const at = (year: number, month: number, day: number, hour = 0, minute = 0): WallTime => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
  millisecond: 0,
});
const iso = (ms: number | undefined): string =>
  ms === undefined ? "" : new Date(ms).toISOString();

test.each([
  ["Europe/Madrid", at(2026, 1, 15, 9), "2026-01-15T08:00:00.000Z"],
  ["Europe/Madrid", at(2026, 7, 15, 9), "2026-07-15T07:00:00.000Z"],
  ["America/New_York", at(2026, 7, 15, 9), "2026-07-15T13:00:00.000Z"],
  ["Asia/Kathmandu", at(2026, 7, 15, 9), "2026-07-15T03:15:00.000Z"],
  ["Pacific/Apia", at(2011, 12, 31, 1), "2011-12-30T11:00:00.000Z"],
  ["UTC", at(50, 1, 1), "0050-01-01T00:00:00.000Z"],
])("in %s the clocks show a time at its instant", (zone, wall, instant) => {
  expect(iso(instantIn(zone, wall))).toBe(instant);
  expect(wallTimeIn(zone, Date.parse(instant))).toEqual(wall);
});

test("a time skipped in spring moves forward with the clocks", () => {
  const skipped = instantIn("Europe/Madrid", at(2026, 3, 29, 2, 30));
  expect(iso(skipped)).toBe("2026-03-29T01:30:00.000Z");
  expect(wallTimeIn("Europe/Madrid", skipped ?? 0)).toEqual(at(2026, 3, 29, 3, 30));
});

test("of a time shown twice in autumn the first is meant", () => {
  expect(iso(instantIn("Europe/Madrid", at(2026, 10, 25, 2, 30)))).toBe("2026-10-25T00:30:00.000Z");
  expect(iso(instantIn("America/New_York", at(2026, 11, 1, 1, 30)))).toBe(
    "2026-11-01T05:30:00.000Z",
  );
});

test("a zone that does not exist has no times, and an empty one is not the host's", () => {
  for (const zone of ["Mars/Base", "", "Europe/Madrid; drop"]) {
    expect(isTimeZone(zone)).toBe(false);
    expect(wallTimeIn(zone, 0)).toBeUndefined();
    expect(instantIn(zone, at(2026, 1, 1))).toBeUndefined();
  }
  expect(isTimeZone("Europe/Madrid")).toBe(true);
});

test("what shows the clocks of a zone is made once, however often they are looked at, and not kept for ever", () => {
  const making = vi.spyOn(Intl, "DateTimeFormat");
  onTestFinished(() => making.mockRestore());
  for (let hour = 0; hour < 24; hour += 1) {
    wallTimeIn("Asia/Tashkent", hour * 3_600_000);
    instantIn("Asia/Tashkent", at(2026, 1, 15, hour));
  }
  expect(making).toHaveBeenCalledTimes(1);
  for (const zone of Intl.supportedValuesOf("timeZone").slice(0, 60)) wallTimeIn(zone, 0);
  wallTimeIn("Asia/Tashkent", 0);
  expect(making.mock.calls.length).toBeGreaterThan(60);
});

test("an instant shown in a zone and read again is the same, but for hours shown twice", () => {
  const zones = fc.constantFrom("Europe/Madrid", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC");
  const instants = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2040, 0, 1) });
  fc.assert(
    fc.property(zones, instants, (zone, ms) => {
      const wall = wallTimeIn(zone, ms);
      const back = wall && instantIn(zone, wall);
      const distance = ms - (back ?? Number.NaN);
      expect([0, 1_800_000, 3_600_000]).toContain(distance);
      expect(back === undefined ? undefined : wallTimeIn(zone, back)).toEqual(wall);
      expect(wall && Math.abs(utcMs(wall) - ms)).toBeLessThan(15 * 3_600_000);
    }),
  );
});
