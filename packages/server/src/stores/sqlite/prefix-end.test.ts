import fc from "fast-check";
import { expect, test } from "vitest";
import { compareBytes } from "../compare-bytes.ts";
import { prefixEnd } from "./prefix-end.ts";

test("the range from a prefix to its end holds what starts with it, and nothing else", () => {
  const words = fc.string({ unit: "binary", maxLength: 4 });
  const edges = fc.constantFrom("", "a", "z\u{10FFFF}", "\uD7FF", "\uE000", "\u{10FFFF}\u{10FFFF}");
  const texts = fc.oneof(
    words,
    edges,
    fc.tuple(edges, words).map(([a, b]) => a + b),
  );
  fc.assert(
    fc.property(texts, texts, (prefix, text) => {
      const end = prefixEnd(prefix);
      const isWithin =
        compareBytes(text, prefix) >= 0 && (end === null || compareBytes(text, end) < 0);
      expect(isWithin).toBe(text.startsWith(prefix));
    }),
    { numRuns: 2000 },
  );
});

test("nothing lies above the last code point", () => {
  expect(prefixEnd("")).toBeNull();
  expect(prefixEnd("\u{10FFFF}\u{10FFFF}")).toBeNull();
  expect(prefixEnd("a\u{10FFFF}")).toBe("b");
  expect(prefixEnd("\uD7FF")).toBe("\uE000");
});
