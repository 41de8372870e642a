import fc from "fast-check";
import { expect, test } from "vitest";
import { measureValue } from "./measure-value.ts";
import type { Value } from "./value.ts";
import { valueJson, valueText } from "./value-text.ts";

const limits = { size: 1_000, depth: 3 };

test("size, depth and keys have their limits", () => {
  expect(measureValue({ a: ["x"] }, limits).fault).toBeUndefined();
  expect(measureValue("x".repeat(1_000), limits).fault).toBe("too-large");
  expect(measureValue([[[1]]], limits).fault).toBeUndefined();
  expect(measureValue([[[[1]]]], limits).fault).toBe("too-deep");
  expect(measureValue(JSON.parse('[{"__proto__":1}]'), limits).fault).toBe("forbidden-key");
});

test("a list that holds itself many times over is measured only up to the limit", () => {
  let wide: Value = ["x"];
  for (let level = 0; level < 40; level += 1) wide = [wide, wide];
  expect(measureValue(wide, { size: 10_000, depth: 100 }).fault).toBe("too-large");
});

test("the size is about the length of the JSON", () => {
  const values = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Value>;
  fc.assert(
    fc.property(values, (value) => {
      const { size } = measureValue(value, { size: 1e9, depth: 100 });
      expect(size).toBeGreaterThanOrEqual(JSON.stringify(value).length / 10);
      expect(size).toBeLessThanOrEqual(JSON.stringify(value).length * 5 + 10);
    }),
  );
});

test("a value is shown as text without quotes, and as JSON with them", () => {
  expect([null, true, 1e21, "a", [1, "a"]].map(valueText)).toEqual([
    "",
    "true",
    "1e+21",
    "a",
    '[1,"a"]',
  ]);
  expect([null, true, 1e21, "a", [1, "a"]].map(valueJson)).toEqual([
    "null",
    "true",
    "1e+21",
    '"a"',
    '[1,"a"]',
  ]);
});
