import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scope } from "./evaluate.ts";
import { evaluate } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { functionCatalogue } from "./functions/catalogue.ts";
import { parseFormula } from "./parse.ts";
import type { Value } from "./value.ts";

test("a field nested beyond all use breaks nothing", () => {
  let deep: Value = 1;
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  for (const formula of [
    "ToJson(@deep)",
    "Concat(@deep)",
    "@deep == @deep2",
    "[@deep]",
    "Flatten(@deep)",
  ]) {
    const result = evaluate(parsed(formula), scopeOf({ deep, deep2: [deep] }));
    expect(["boolean", "string", "undefined"]).toContain(
      typeof (result.ok ? result.value : undefined),
    );
  }
});

test("the result of a tree that the parser did not make is a value or an error, never a throw", () => {
  const before = hostKeys();
  let given = 0;
  fc.assert(
    fc.property(trees, values, values, (tree, a, b) => {
      const result = evaluate(tree, scopeOf({ a, b }));
      if (result.ok) given += 1;
      if (result.ok) expect(JSON.stringify(result.value)).toBeDefined();
      else expect(result.error.message).toMatch(/\.$/);
    }),
    { numRuns: 3_000 },
  );
  expect(given).toBeGreaterThan(300);
  expect(hostKeys()).toEqual(before);
});

test("a tree deeper than any formula and a node of no kind are errors", () => {
  let tree: Expression = { kind: "literal", value: true, from: 0, to: 1 };
  for (let level = 0; level < 100_000; level += 1) {
    tree = { kind: "call", name: "Not", args: [tree], from: 0, to: 1 };
  }
  expect(evaluate(tree, scopeOf({}))).toMatchObject({ error: { code: "too-deep" } });
  const strange = JSON.parse('{"kind":"eval","from":0,"to":1}') as Expression;
  expect(evaluate(strange, scopeOf({}))).toMatchObject({ error: { code: "bad-node" } });
});

test("the same tree and scope give the same result", () => {
  fc.assert(
    fc.property(trees, values, values, (tree, a, b) => {
      expect(evaluate(tree, scopeOf({ a, b }))).toEqual(evaluate(tree, scopeOf({ a, b })));
    }),
  );
});

function hostKeys(): unknown[] {
  return [Object, Array, String, Function, Map].map(({ prototype }) => Reflect.ownKeys(prototype));
}

function parsed(formula: string): Expression {
  const result = parseFormula(formula);
  if (!result.ok) throw new Error(result.problem.message);
  return result.tree;
}

function scopeOf(fields: { [name: string]: Value }): Scope {
  return { field: (name) => fields[name], nowMs: 1_774_744_200_000, zone: "Europe/Madrid" };
}

const values = fc.oneof(
  fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Value>,
  fc.constantFrom(
    "2026-02-28",
    "2026-02-28T10:00:00",
    "(a+)+$",
    "dd/MM/yyyy",
    "days",
    "\ud800",
    "1e308",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

const span = { from: 0, to: 0 };
const { tree: trees } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("a", "b").map((name): Expression => ({ ...span, kind: "field", name })),
    fc
      .oneof(
        fc.integer({ min: -3, max: 30 }),
        fc.string(),
        fc.constantFrom("days", "yyyy", null, true),
      )
      .map((value): Expression => ({ ...span, kind: "literal", value })),
    fc
      .array(tie("tree"), { maxLength: 4 })
      .map((items): Expression => ({ ...span, kind: "list", items })),
    fc
      .array(fc.record({ key: fc.string(), value: tie("tree") }), { maxLength: 3 })
      .map((entries): Expression => ({ ...span, kind: "record", entries })),
    fc
      .tuple(tie("tree"), tie("tree"))
      .map(([of, key]): Expression => ({ ...span, kind: "member", of, key })),
    fc
      .tuple(
        fc.constantFrom("Nothing", "__proto__", ...functionCatalogue.map(({ name }) => name)),
        fc.array(tie("tree"), { maxLength: 6 }),
      )
      .map(([name, args]): Expression => ({ ...span, kind: "call", name, args })),
    {
      arbitrary: fc.constantFrom(...functionCatalogue).chain((definition) =>
        fc
          .array(tie("tree"), {
            minLength: definition.arity.least,
            maxLength: Math.min(definition.arity.most, definition.arity.least + 2),
          })
          .map((args): Expression => ({ ...span, kind: "call", name: definition.name, args })),
      ),
      weight: 6,
    },
  ),
}));
