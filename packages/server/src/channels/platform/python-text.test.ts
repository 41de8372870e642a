import type { Value } from "@parley/flow";
import { expect, test } from "vitest";
import { legacyValue, pythonText } from "./python-text.ts";

// Each right-hand side is what `repr(json.loads(…))` of Python 3 gives.
test.each([
  [["a", "b"], "['a', 'b']"],
  [[], "[]"],
  [{}, "{}"],
  [{ a: 1, b: [true, false, null] }, "{'a': 1, 'b': [True, False, None]}"],
  ["it's", `"it's"`],
  [`it's "so"`, `'it\\'s "so"'`],
  [`"so"`, `'"so"'`],
  ["back\\slash", "'back\\\\slash'"],
  ["a\nb\tc\rd", "'a\\nb\\tc\\rd'"],
  ["\u00a0\u200b\u2028", "'\\xa0\\u200b\\u2028'"],
  ["Ångström 東京 😀", "'Ångström 東京 😀'"],
  ["\u{e0041}", "'\\U000e0041'"],
  [[0.5, -3, 0.00012, 0.00001, 1e-7, 1e22], "[0.5, -3, 0.00012, 1e-05, 1e-07, 1e+22]"],
] satisfies [Value, string][])("Python writes %j as %s", (value, text) => {
  expect(pythonText(value)).toBe(text);
});

test("texts, numbers and nothing stay what they are", () => {
  for (const value of ["it's", 4.5, null]) expect(legacyValue(value)).toBe(value);
  expect([legacyValue(true), legacyValue({ a: "b" })]).toEqual(["True", "{'a': 'b'}"]);
});
