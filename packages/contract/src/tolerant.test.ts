import fc from "fast-check";
import { expect, test } from "vitest";
import { BodyId, clamped, IdFilter, OptionalFlag, PathId } from "./tolerant.ts";

test("a clamped number is always one within its bounds, whatever the query holds", () => {
  const schema = clamped(0, 100, 20);
  const texts = fc.oneof(fc.string(), fc.integer().map(String), fc.anything());
  fc.assert(
    fc.property(texts, (text) => {
      const read = schema.parse(text);
      expect(Number.isInteger(read) && read >= 0 && read <= 100).toBe(true);
    }),
  );
});

test("what is not a number falls back, what is out of range is clamped", () => {
  const read = (text: unknown) => clamped(0, 100, 20).parse(text);
  for (const text of [undefined, "", "abc", "1.5", "1e2", "0x10", ["3"], "99999999999999999"])
    expect(read(text)).toBe(20);
  expect(["-5", "0", " 7 ", "+8", "100", "101"].map(read)).toEqual([0, 0, 7, 8, 100, 100]);
});

test("a path's id is written in one way only", () => {
  for (const text of ["0", "01", "-1", "1.0", "1e3", " 1", "", "1,2", "９", "1234567890123456"])
    expect(PathId.safeParse(text).success, text).toBe(false);
  expect(PathId.parse("10000001")).toBe(10_000_001);
});

test("a body's id is a number or its digits, and nothing that JavaScript would take for one", () => {
  for (const value of [0, "0", null, "", [], [5], {}, true, 1.5, "5 ", Number.NaN])
    expect(BodyId.safeParse(value).success).toBe(false);
  expect([BodyId.parse(5), BodyId.parse("5")]).toEqual([5, 5]);
});

test("an id filter is none when empty, and finds nothing when it is no id", () => {
  expect([undefined, "", "5", "abc", "0", "[]"].map((text) => IdFilter.parse(text))).toEqual([
    undefined,
    undefined,
    5,
    0,
    0,
    0,
  ]);
});

test("a flag is read as JSON, forms and queries write it, and nothing else is one", () => {
  for (const value of [true, "true", "True", " TRUE ", "1", 1])
    expect(OptionalFlag.parse(value)).toBe(true);
  for (const value of [false, "false", "False", "0", 0])
    expect(OptionalFlag.parse(value)).toBe(false);
  for (const value of [undefined, null, ""]) expect(OptionalFlag.parse(value)).toBeUndefined();
  for (const value of ["yes", 2, "on", {}, []])
    expect(OptionalFlag.safeParse(value).success).toBe(false);
});
