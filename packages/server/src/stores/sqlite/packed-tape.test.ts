import fc from "fast-check";
import { expect, test } from "vitest";
import { packTape, unpackTape } from "./packed-tape.ts";

const values = fc.oneof(
  fc.string({ unit: "binary" }),
  // Halves of surrogate pairs too: what the engine may not store is not for this to judge.
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.double({ noNaN: true }),
  fc.maxSafeInteger(),
  fc.constant(null),
);

test("a tape is the same after it crossed to another thread", () => {
  fc.assert(
    fc.property(fc.array(values), (tape) => {
      expect(unpackTape(structuredClone(packTape(tape)))).toEqual(tape);
    }),
  );
});

test("texts next to each other stay apart, empty ones too", () => {
  expect(unpackTape(packTape(["", "ab", "", "c", -1, "", null, -2, 0]))).toEqual([
    "",
    "ab",
    "",
    "c",
    -1,
    "",
    null,
    -2,
    0,
  ]);
});
