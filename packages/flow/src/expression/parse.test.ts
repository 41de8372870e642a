import fc from "fast-check";
import { expect, test } from "vitest";
import { cpuClock } from "../testing/cpu-clock.ts";
import type { Expression, FormulaProblem } from "./expression.ts";
import { functionCatalogue } from "./functions/catalogue.ts";
import { maxFormulaDepth, maxFormulaLength, parseFormula } from "./parse.ts";

// Half surrogates included.
const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));

test("a printed tree parses to the same tree", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(withoutSpans(parsed(print(tree)))).toEqual(withoutSpans(tree));
    }),
    { numRuns: 500 },
  );
});

test("operators bind as in arithmetic and from left to right", () => {
  const pairs = [
    ["1 + 2 * 3 - 4", "Subtract(Sum(1, Product(2, 3)), 4)"],
    ["(1 + 2) * 3", "Product(Sum(1, 2), 3)"],
    ["8 / 4 / 2", "Quotient(Quotient(8, 4), 2)"],
    ["-@a * 2", "Product(Subtract(0, @a), 2)"],
    ["!@a && @b", "And(Not(@a), @b)"],
    ["@a || @b && @c", "Or(@a, And(@b, @c))"],
    ["@a + 1 >= 2 == true", "IsEqual(IsGreaterOrEqual(Sum(@a, 1), 2), true)"],
    ["-@data.total % 3", 'Remainder(Subtract(0, @data["total"]), 3)'],
  ] as const;
  for (const [written, meant] of pairs) {
    expect(withoutSpans(parsed(written))).toEqual(withoutSpans(parsed(meant)));
  }
});

test("a field is read with or without braces, and its path follows", () => {
  expect(withoutSpans(parsed('@{data}.items[0]["a b"]'))).toEqual(
    withoutSpans(parsed('@data["items"][0]["a b"]')),
  );
});

test("texts take both quotes and escapes, and leave the backslashes of patterns alone", () => {
  expect(parsed(String.raw`"a\"b\n\u00e9"`)).toMatchObject({ value: 'a"b\né' });
  expect(parsed(String.raw`'it\'s'`)).toMatchObject({ value: "it's" });
  expect(parsed(String.raw`"^\d+\.\b$"`)).toMatchObject({ value: String.raw`^\d+\.\b$` });
});

test("every node says where it stands in the source", () => {
  const source = '  Concat(@name , "x")';
  const tree = parsed(source);
  expect(source.slice(tree.from, tree.to)).toBe('Concat(@name , "x")');
  const spans = tree.kind === "call" ? tree.args.map(({ from, to }) => source.slice(from, to)) : [];
  expect(spans).toEqual(["@name", '"x"']);
});

test.each([
  ["Concatenate(1)", "unknown-function", "Did you mean Concat?", 0, 11],
  ["Getvalue(@a, 1)", "unknown-function", "Did you mean GetValue?", 0, 8],
  ["IsGrater(1, 2)", "unknown-function", "Did you mean IsGreater?", 0, 8],
  ["Frobnicate(1)", "unknown-function", "The list of functions", 0, 10],
  ["constructor(1)", "unknown-function", "", 0, 11],
  ["@a == Paris", "unknown-function", 'Write "Paris" for a text or @paris for a field.', 6, 11],
  ["Sum", "missing-arguments", "Write Sum(number, ...numbers).", 0, 3],
  ["1 + If(true, 2)", "wrong-argument-count", "Write If(condition, then, else).", 4, 15],
  ["Now(1)", "wrong-argument-count", "Write Now().", 0, 6],
  ["@Name", "bad-field-name", "small letters", 0, 5],
  ["@__proto__", "bad-field-name", "small letters", 0, 10],
  [`@${"a".repeat(65)}`, "bad-field-name", "at most 64", 0, 66],
  ["@", "bad-field-name", "", 0, 1],
  ['"open', "open-text", 'Close it with ".', 0, 5],
  ["1 = 1", "strange-character", "Use == to compare", 2, 3],
  ["1 + #", "strange-character", "", 4, 5],
  ['{"constructor": 1}', "forbidden-key", "", 1, 14],
  ["{__proto__: 1}", "forbidden-key", "", 1, 10],
  ["1 +", "unexpected-token", "", 3, 3],
  ["", "unexpected-token", "", 0, 0],
  ["[1 2]", "unexpected-token", "", 3, 4],
  ["[1,]", "unexpected-token", "", 3, 4],
  ["(1", "unexpected-token", "", 2, 2],
  ["1 2", "unexpected-token", "", 2, 3],
  ["1e999", "number-too-large", "", 0, 5],
  ["@a and @b", "unexpected-token", "a && b", 3, 6],
  ["@a OR @b", "unexpected-token", "Or(a, b)", 3, 5],
  ["@a & @b", "strange-character", "Concat", 3, 4],
  ["@a ^ 2", "strange-character", "Power", 3, 4],
  ["@a ? 1 : 2", "strange-character", "If(", 3, 4],
  ["Sum(1; 2)", "strange-character", "commas", 5, 6],
  ["Upper(“a”)", "strange-character", "straight quotes", 6, 7],
  ["$name", "strange-character", "@name", 0, 1],
  ["{{name}}", "unexpected-token", "@name", 1, 2],
  ["@price * 1,21", "unexpected-token", "point", 10, 11],
  ["@FirstName", "bad-field-name", "Did you mean @firstname?", 0, 10],
  ["IsEmpty(@a) == True", "unknown-function", "Did you mean true?", 15, 19],
])("refuses %s with code, hint and place", (source, code, hint, from, to) => {
  expect(problemOf(source)).toMatchObject({ code, hint: expect.stringContaining(hint), from, to });
});

test("a formula of a million characters is refused at once", () => {
  const spent = cpuClock();
  expect(problemOf("(".repeat(1_000_000)).code).toBe("formula-too-long");
  expect(spent()).toBeLessThan(50);
});

test.each([
  ["parentheses", "(".repeat(maxFormulaLength)],
  ["signs", "-".repeat(maxFormulaLength)],
  ["nots", "!".repeat(maxFormulaLength)],
  ["lists", "[".repeat(maxFormulaLength)],
  ["calls", "Not(".repeat(maxFormulaLength / 4)],
  ["a chain of operators", `1${"+1".repeat(maxFormulaLength / 2 - 1)}`],
  ["a chain of keys", `@a${".b".repeat(maxFormulaLength / 2 - 1)}`],
])("endless %s are refused as too deep", (_, source) => {
  expect(problemOf(source).code).toBe("formula-too-deep");
});

test("nesting just below the cap is accepted", () => {
  const source = `${"(".repeat(maxFormulaDepth - 1)}1${")".repeat(maxFormulaDepth - 1)}`;
  expect(parsed(source)).toMatchObject({ value: 1 });
});

test("a long list costs no more than its length", () => {
  const spent = cpuClock();
  expect(parsed(`[${"1,".repeat(4900)}1]`)).toMatchObject({ kind: "list" });
  expect(spent()).toBeLessThan(300);
});

test("no text makes the parser throw, and every problem lies within the text", () => {
  const words = fc.constantFrom(
    ..."@ @a @{a} ( ) [ ] { } , . : + - ! != == && || < \" ' \\ \\u 1 .5 1e9 true null Sum( If( x \u{1F600} \0".split(
      " ",
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.array(words).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (source) => {
      const result = parseFormula(source);
      if (result.ok) return;
      const { from, to } = result.problem;
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to).toBeLessThanOrEqual(source.length);
    }),
    { numRuns: 2_000 },
  );
});

function parsed(source: string): Expression {
  const result = parseFormula(source);
  if (!result.ok) throw new Error(`${source}: ${result.problem.message}`);
  return result.tree;
}

function problemOf(source: string): FormulaProblem {
  const result = parseFormula(source);
  if (result.ok) throw new Error("This formula was accepted.");
  return result.problem;
}

const at = { from: 0, to: 0 };

const { tree: trees } = fc.letrec<{ tree: Expression }>((tie) => {
  const inner = fc.array(tie("tree"), { maxLength: 3 });
  const key = fc.string().filter((name) => !/^(?:__proto__|prototype|constructor)$/.test(name));
  const literal = fc.oneof(
    fc.constantFrom(null, true, false),
    fc.string({ unit: anyCharacter }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  );
  return {
    tree: fc.oneof(
      { depthSize: "small" },
      literal.map((value): Expression => ({ ...at, kind: "literal", value })),
      fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).map(fieldNode),
      inner.map((items): Expression => ({ ...at, kind: "list", items })),
      fc
        .array(fc.record({ key, value: tie("tree") }), { maxLength: 3 })
        .map((entries): Expression => ({ ...at, kind: "record", entries })),
      fc
        .tuple(tie("tree"), tie("tree"))
        .map(([of, memberKey]): Expression => ({ ...at, kind: "member", of, key: memberKey })),
      fc.tuple(fc.constantFrom(...functionCatalogue), fc.infiniteStream(tie("tree"))).map(
        ([{ name, arity }, stream]): Expression => ({
          ...at,
          kind: "call",
          name,
          args: [...stream.take(Math.max(arity.least, Math.min(arity.most, 2)))],
        }),
      ),
    ),
  };
});

function fieldNode(name: string): Expression {
  return { ...at, kind: "field", name: name === "constructor" ? "city" : name };
}

function print(tree: Expression): string {
  switch (tree.kind) {
    case "literal":
      return typeof tree.value === "string" ? quoted(tree.value) : JSON.stringify(tree.value);
    case "field":
      return `@{${tree.name}}`;
    case "list":
      return `[${tree.items.map(print).join(", ")}]`;
    case "record":
      return `{${tree.entries.map(({ key, value }) => `${quoted(key)}: ${print(value)}`).join(", ")}}`;
    case "member":
      return `(${print(tree.of)})[${print(tree.key)}]`;
    case "call":
      return `${tree.name}(${tree.args.map(print).join(", ")})`;
  }
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function withoutSpans(tree: Expression): unknown {
  return JSON.parse(JSON.stringify(tree), (key, value) => {
    return (key === "from" || key === "to") && typeof value === "number" ? undefined : value;
  });
}
