import fc from "fast-check";
import { expect, test } from "vitest";
import { wireSeconds, wireSecondsOfMs } from "./wire-time.ts";

const year2100Us = 4_102_444_800_000_000;

test("every time is written with a fraction, also one on a whole second", () => {
  const times = fc.oneof(
    fc.integer({ min: 0, max: year2100Us }),
    fc.integer({ min: 0, max: year2100Us / 1_000_000 }).map((seconds) => seconds * 1_000_000),
  );
  fc.assert(
    fc.property(times, (us) => {
      expect(JSON.stringify(wireSeconds(us))).toMatch(/^\d+\.\d+(?:e-\d+)?$|^1e-6$/);
    }),
  );
});

test("a time is told to the microsecond, a whole second one microsecond late", () => {
  expect(wireSeconds(1_747_943_104_250_000)).toBe(1_747_943_104.25);
  expect(wireSeconds(1_747_943_104_006_807)).toBe(1_747_943_104.006807);
  expect(wireSeconds(1_747_943_104_000_000)).toBe(1_747_943_104.000001);
  expect(wireSecondsOfMs(1_747_943_000_120)).toBe(1_747_943_000.12);
});

test("times that follow each other are told as following each other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000, max: year2100Us }), (us) => {
      const distinct = us % 1_000_000 === 1 ? us + 1 : us;
      expect(wireSeconds(distinct)).toBeGreaterThan(wireSeconds(distinct - 2));
    }),
  );
});
