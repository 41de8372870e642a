import fc from "fast-check";
import { expect, test } from "vitest";
import { areEqual, contains, isEmpty, orderOf, readBoolean, truthy } from "./compare.ts";
import type { Value } from "./value.ts";

test.each<[Value, Value, boolean]>([
  [1, "1", true],
  ["1.0", " 1 ", true],
  ["007", 7, true],
  ["12345678901234567890", "12345678901234567891", false],
  ["2026-02-28", "2026/02/28", true],
  ["2026-02-28T10:00:00+01:00", "2026-02-28T09:00:00Z", true],
  ["2026-02-30", "2026/02/30", false],
  ["Paris", "paris", false],
  ["Paris", "Paris", true],
  [true, "True", true],
  [true, 1, false],
  ["true", "True", false],
  [null, null, true],
  [null, "", false],
  [null, 0, false],
  ["", 0, false],
  [[1, "2"], ["1", 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [{ a: 1, b: [null] }, { b: [null], a: "1" }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: null }, { b: null }, false],
  [{ toString: 1 }, { a: 1 }, false],
  [{}, [], false],
])("%j and %j are the same: %s", (a, b, same) => {
  expect(areEqual(a, b)).toBe(same);
  expect(areEqual(b, a)).toBe(same);
});

test.each<[Value, Value, number | undefined]>([
  ["10", "9", 1],
  [2, "10", -8],
  ["2026-02-28", "2026/03/01", -86_400_000],
  ["b", "a", 1],
  ["a", "b", -1],
  ["B", "a", -1],
  ["a", "a", 0],
  ["10", "nine", -1],
  [1, "a", undefined],
  [null, 1, undefined],
  [true, false, undefined],
  [[1], [2], undefined],
])("the order of %j and %j is %s", (a, b, order) => {
  expect(orderOf(a, b)).toBe(order);
});

test.each<[Value, Value, number]>([
  ["2026-07-01T12:00:00", "2026-07-01T10:00:00Z", 0],
  ["2026-01-01T11:00:00", "2026-01-01T10:00:00Z", 0],
  ["2026-07-01", "2026-06-30T22:00:00Z", 0],
  ["2026-07-01", "2026-06-30T22:30:00Z", -1_800_000],
  ["2026-07-01T12:00:00+01:00", "2026-07-01", 46_800_000],
  // Both are the zone's own, or neither is: no clock is asked.
  ["2026-03-29T02:30:00", "2026-03-29T03:00:00", -1_800_000],
  ["2026-07-01T10:00:00Z", "2026-07-01T10:00:00+01:00", 3_600_000],
])("in Madrid, %j and %j are %d ms apart", (a, b, order) => {
  expect(orderOf(a, b, "Europe/Madrid")).toBe(order);
  expect(orderOf(b, a, "Europe/Madrid")).toBe(0 - order);
  expect(areEqual(a, b, "Europe/Madrid")).toBe(order === 0);
});

test("equality is symmetric and every value equals itself", () => {
  const values = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(areEqual(a, a)).toBe(true);
      expect(areEqual(a, b)).toBe(areEqual(b, a));
      const copy = JSON.parse(JSON.stringify(a)) as Value;
      expect(areEqual(a, copy)).toBe(true);
    }),
  );
});

test("order and equality of numbers and dates agree", () => {
  const scalars = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -3, max: 3 }).map(String),
    fc.constantFrom("2026-02-28", "2026/02/28", "2026-03-01"),
  );
  fc.assert(
    fc.property(scalars, scalars, (a, b) => {
      const order = orderOf(a, b);
      if (order !== undefined) expect(order === 0).toBe(areEqual(a, b));
    }),
  );
});

test.each<[Value, Value, boolean]>([
  ["Rue de Paris", "Paris", true],
  ["Rue de Paris", "paris", false],
  ["room 12", 12, true],
  ["it is true", true, true],
  ["abc", null, false],
  [["a", "b"], "b", true],
  [[1, 2], "2", true],
  [["ab"], "a", false],
  [{ a: 1 }, "a", false],
  [null, "a", false],
  [12, 1, true],
  [612, "61", true],
])("%j contains %j: %s", (whole, part, expected) => {
  expect(contains(whole, part)).toBe(expected);
});

test("nothing, zero, false and its word, and what is empty do not hold", () => {
  const falsy: Value[] = [null, false, 0, "", "false", "False", [], {}];
  expect(falsy.filter(truthy)).toEqual([]);
  const holding: Value[] = [true, 1, -1, "a", "0", "true", [0], { a: null }];
  expect(holding.filter(truthy)).toEqual(holding);
});

test("only null, empty texts, lists and objects are empty", () => {
  expect([null, "", [], {}].every(isEmpty)).toBe(true);
  expect([false, 0, " ", [null], { a: null }].some(isEmpty)).toBe(false);
});

test("the words for true and false are read in any case", () => {
  expect([readBoolean("TRUE"), readBoolean("False"), readBoolean("yes")]).toEqual([
    true,
    false,
    undefined,
  ]);
});
