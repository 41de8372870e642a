import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength, encodedByteLength } from "./byte-length.ts";
import { cleanText, isCleanText } from "./clean-text.ts";
import { strictText } from "./strict-text.ts";

const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0xd700, max: 0xe0ff })))
  .map((units) => String.fromCharCode(...units));

test("cleaning twice is cleaning once, and leaves clean text alone", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const cleaned = cleanText(text);
      expect(isCleanText(cleaned)).toBe(true);
      expect(cleanText(cleaned)).toBe(cleaned);
      expect(cleaned === text).toBe(isCleanText(text));
    }),
  );
});

test("cleaning removes nothing that a reader could see", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(cleanText(`\u0000${text}\u0007`)).toBe(text);
    }),
  );
});

test("a strict text is passed as it is or refused with its place", () => {
  expect(strictText("01J9ZK-é 😀")).toEqual({ ok: true, value: "01J9ZK-é 😀" });
  for (const text of ["a\0", "a\nb", "a\rb", "a\tb", "\u007f", "\u0085", "\ud800"]) {
    expect(strictText(text, "/token")).toMatchObject({
      ok: false,
      refusal: { status: 422, path: "/token" },
    });
  }
});

test("sizes are counted in UTF-8 bytes, of a value in its JSON", () => {
  expect(byteLength("aé€😀")).toBe(10);
  expect(encodedByteLength({ a: "\n" })).toBe(10);
});
