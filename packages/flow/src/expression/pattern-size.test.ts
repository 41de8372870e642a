import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { patternSize } from "./pattern-size.ts";

test.each([
  ["abc", 3],
  ["a{9}", 9],
  ["(?:ab){0,100}", 300],
  ["(?i)(?P<word>ab){2}", 7],
  ["((a{10}){10}){10}", 1110],
  [String.raw`[{9}\]({]{7}`, 7],
  ["[]a{9}]", 1],
  ["[[:alpha:]{9}]{2}", 2],
  [String.raw`\p{Lu}\x{41}\{{3}`, 5],
])("%s has about %i parts", (source, parts) => {
  expect(patternSize(source)).toBe(parts);
});

test("no way of writing a pattern hides what it repeats", () => {
  const hidden = "(?:abcd){200}";
  for (const before of [String.raw`\Q[\E`, String.raw`\[`, "[]]", "[[]", String.raw`[\]]`, "[^]a]"])
    expect(patternSize(before + hidden), before).toBeGreaterThanOrEqual(800);
});

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(
      ...["a", ".", "[a-z]", "[]a]", "[[:alpha:](]", "[{9}]", "^", "{,2}"],
      ...[String.raw`\d`, String.raw`\pL`, String.raw`\x{41}`, String.raw`\(`, String.raw`\Q[(\E`],
    ),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => a + b),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie("tree"), fc.constantFrom("*", "+", "?", "{3}", "{0,7}", "{2,}"))
      .map(([a, repeat]) => `(?:${a})${repeat}`),
  ),
}));

test("what is compiled is hardly larger than what was foretold", () => {
  fc.assert(
    fc.property(tree, (source) => {
      fc.pre(compiles(source));
      expect(RE2JS.compile(source).programSize()).toBeLessThan(2.5 * patternSize(source) + 10);
    }),
  );
});

function compiles(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch {
    return false;
  }
}
