import fc from "fast-check";
import { expect, test } from "vitest";
import { formatWallTime, parseWallTime } from "./date-format.ts";
import { isWallTime, readIsoDate, utcWallTime, type WallTime } from "./iso-date.ts";

const wall: WallTime = {
  year: 2026,
  month: 2,
  day: 3,
  hour: 16,
  minute: 5,
  second: 9,
  millisecond: 7,
};

test.each([
  ["yyyy-MM-dd HH:mm:ss.SSS", "2026-02-03 16:05:09.007"],
  ["d/M/yy", "3/2/26"],
  ["EEEE, d MMMM yyyy", "Tuesday, 3 February 2026"],
  ["EEE d MMM", "Tue 3 Feb"],
  ["h:mm a", "4:05 PM"],
  ["hh H m s", "04 16 5 9"],
  ["'at' H 'o''clock'", "at 16 o'clock"],
  ["''yy", "'26"],
])("%s writes %s", (format, text) => {
  expect(formatWallTime(wall, format)).toBe(text);
});

test("midnight and noon are twelve", () => {
  expect(formatWallTime({ ...wall, hour: 0 }, "h a")).toBe("12 AM");
  expect(formatWallTime({ ...wall, hour: 12 }, "h a")).toBe("12 PM");
  expect(parseWallTime("2026-02-03 12 am", "yyyy-MM-dd h a")).toMatchObject({ wall: { hour: 0 } });
});

test.each(["", "Q", "yyy", "ddd", "'open", "YYYY", "x".repeat(101)])(
  "%j is no format",
  (format) => {
    expect(formatWallTime(wall, format)).toBeUndefined();
    expect(parseWallTime("2026", format)).toEqual({ ok: false, fault: "bad-format" });
  },
);

test.each([
  ["28/02/2026", "dd/MM/yyyy", { year: 2026, month: 2, day: 28 }, false],
  ["8/2/69", "d/M/yy", { year: 2069, month: 2, day: 8 }, false],
  ["8/2/70", "d/M/yy", { year: 1970, month: 2, day: 8 }, false],
  ["20260228", "yyyyMMdd", { year: 2026, month: 2, day: 28 }, false],
  ["3 february 2026", "d MMMM yyyy", { year: 2026, month: 2, day: 3 }, false],
  [
    "Mon May 4 2026 9:05 pm",
    "EEE MMM d yyyy h:mm a",
    { month: 5, day: 4, hour: 21, minute: 5 },
    true,
  ],
])("%s is read by %s", (text, format, found, hasTime) => {
  expect(parseWallTime(text, format)).toMatchObject({ ok: true, wall: found, hasTime });
});

test.each([
  ["30/02/2026", "dd/MM/yyyy"],
  ["1/2/2026", "dd/MM/yyyy"],
  ["28-02-2026", "dd/MM/yyyy"],
  ["28/02/2026x", "dd/MM/yyyy"],
  ["28/02", "dd/MM"],
  ["2026-02-28 25:00", "yyyy-MM-dd HH:mm"],
  ["2026-02-28 13 PM", "yyyy-MM-dd h a"],
  ["3 Foo 2026", "d MMM yyyy"],
])("%s does not fit %s", (text, format) => {
  expect(parseWallTime(text, format)).toEqual({ ok: false, fault: "no-match" });
});

test("what a full format writes it reads again", () => {
  const instants = fc.integer({ min: -60_000_000_000_000, max: 200_000_000_000_000 });
  const formats = fc.constantFrom(
    "yyyy-MM-dd HH:mm:ss.SSS",
    "EEEE d MMMM yyyy hh:mm:ss.SSS a",
    "yyyyMMddHHmmssSSS",
  );
  fc.assert(
    fc.property(instants, formats, (ms, format) => {
      const shown = utcWallTime(ms);
      expect(parseWallTime(formatWallTime(shown, format) ?? "", format)).toMatchObject({
        wall: shown,
      });
    }),
  );
});

test("ISO texts are read with offset, fraction and either sign, and only real days", () => {
  expect(readIsoDate("2026-02-28T09:30:15.25-05:30")).toEqual({
    wall: { year: 2026, month: 2, day: 28, hour: 9, minute: 30, second: 15, millisecond: 250 },
    hasTime: true,
    offsetMinutes: -330,
  });
  expect(readIsoDate("2026/02/28")).toMatchObject({ hasTime: false });
  for (const text of [
    "2026-02/28",
    "2026-02-29",
    "2026-13-01",
    "0000-01-01",
    "2026-02-28T24:00",
    "2026-2-8",
    " 2026-02-28",
  ]) {
    expect(readIsoDate(text)).toBeUndefined();
  }
  expect(isWallTime({ ...wall, day: 28.5 })).toBe(false);
});
