import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines, hunksOf } from "./text-diff.ts";

const written = (before: string, after: string) =>
  diffLines(before, after).map(
    ({ kind, text }) => ({ same: " ", removed: "-", added: "+" })[kind] + text,
  );

test("says which lines came and went", () => {
  expect(written("a\nb\nc\nd", "a\nx\nc\nd\ne")).toEqual([" a", "-b", "+x", " c", " d", "+e"]);
  expect(written("a", "a")).toEqual([" a"]);
});

test("leaves out what is far from any change, once", () => {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`);
  const hunks = hunksOf(diffLines(lines.join("\n"), lines.with(20, "other").join("\n")));
  expect(hunks).toHaveLength(1 + 3 + 2 + 3 + 1);
  expect(hunks[0]).toBeNull();
  expect(hunks[4]).toMatchObject({ kind: "removed", text: "line 20", before: 21, after: null });
});

test("the lines give both texts again, and numbers that count them", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const lines = diffLines(one.join("\n"), other.join("\n"));
      const of = (left: string) => lines.filter(({ kind }) => kind !== left);
      expect(of("added").map((it) => it.text)).toEqual(one);
      expect(of("removed").map((it) => it.text)).toEqual(other);
      expect(of("added").map((it) => it.before)).toEqual(one.map((_, at) => at + 1));
      expect(of("removed").map((it) => it.after)).toEqual(other.map((_, at) => at + 1));
    }),
  );
});
