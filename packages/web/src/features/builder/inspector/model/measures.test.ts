import fc from "fast-check";
import { expect, test } from "vitest";
import { readByteSize, writeByteSize } from "./byte-size.ts";
import { readDuration, writeDuration } from "./duration.ts";
import { readClock, readOpenings, writeOpenings } from "./opening-hours.ts";

test("every duration that is written is read as the same number of seconds", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 * 86_400 * 1000 }), (ms) => {
      expect(readDuration(writeDuration(ms / 1000))).toBe(ms / 1000);
    }),
  );
});

test.each([
  [9000, "2 h 30 min"],
  [86_400, "1 d"],
  [90_061, "1 d 1 h 1 min 1 s"],
  [0, "0 s"],
  [1.5, "1.5 s"],
])("writes %d seconds as %s", (seconds, text) => {
  expect(writeDuration(seconds)).toBe(text);
});

test.each([
  ["45", 45],
  ["2h30m", 9000],
  ["2 hours, 30 minutes", 9000],
  ["1,5 Stunden", 5400],
  ["1:30", 5400],
  ["0:00:20", 20],
  ["3 días", 259_200],
])("reads %s", (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});

test.each(["", "soon", "5 x", "-5", "1:75", "h", "2 h and more"])(
  "reads no duration in %j",
  (text) => {
    expect(readDuration(text)).toBeNull();
  },
);

test("every size that is written is read as the same number of bytes", () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 40 }), (bytes) => {
      expect(readByteSize(writeByteSize(bytes))).toBe(bytes);
    }),
  );
  expect(writeByteSize(5_242_880)).toBe("5 MB");
  expect(["10 MB", "1.5k", "512", "2 GiB", "much"].map(readByteSize)).toEqual([
    10_485_760,
    1536,
    512,
    2_147_483_648,
    null,
  ]);
});

test("reads times as they are typed", () => {
  expect(
    ["9", "9:30", "0930", "18.30", "24:00", "24:01", "9:61", "noon", ""].map(readClock),
  ).toEqual(["09:00", "09:30", "09:30", "18:30", "24:00", null, null, null, null]);
});

test("openings come back as they were written, seconds and all", () => {
  const hours = [
    ["09:00:00", "14:00:00"],
    ["16:00:00", "23:59:59"],
  ];
  expect(readOpenings(hours)[1]).toEqual({ from: "16:00", to: "23:59:59" });
  expect(writeOpenings(readOpenings(hours))).toEqual(hours);
  expect(writeOpenings([])).toBeNull();
});
