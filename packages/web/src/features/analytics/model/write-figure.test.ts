import { expect, test } from "vitest";
import {
  exactCount,
  narrowCount,
  percent,
  roughCount,
  shortCount,
  writeDuration,
} from "./write-figure.ts";

test("Counts below ten thousand are told exactly, larger ones in short", () => {
  expect([0, 999, 9_999].map(shortCount)).toEqual(["0", "999", "9,999"]);
  expect([10_000, 12_449, 1_250_000].map(shortCount)).toEqual(["10K", "12.4K", "1.3M"]);
  expect(exactCount(12_449)).toBe("12,449");
  expect([999, 12_449].map(narrowCount)).toEqual(["999", "12K"]);
  expect([4, 123.6, 1_080].map(roughCount)).toEqual(["4", "120", "1.1K"]);
});

test("What is there is never 0 %, and nothing of nothing is no share", () => {
  expect([0, 0.00001, 0.0042, 0.094, 0.5, 1, 1.2].map(percent)).toEqual([
    "0%",
    "< 0.1%",
    "0.4%",
    "9.4%",
    "50%",
    "100%",
    "120%",
  ]);
  expect(percent(null)).toBe("–");
  expect(percent(Number.NaN)).toBe("–");
});

test("Where one of many is missing it is not 100 %", () => {
  expect([0.99, 0.994, 0.995, 199 / 200, 0.9985, 1999 / 2000, 0.999999].map(percent)).toEqual([
    "99%",
    "99%",
    "99.5%",
    "99.5%",
    "99.9%",
    "> 99.9%",
    "> 99.9%",
  ]);
});

test("Times are told in their two largest units", () => {
  expect([0, 41.6, 60, 200, 3_600, 7_500, 90_000, 86_400].map(writeDuration)).toEqual([
    "0 s",
    "42 s",
    "1 min",
    "3 min 20 s",
    "1 h",
    "2 h 5 min",
    "1 d 1 h",
    "1 d",
  ]);
});
