import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scope } from "./evaluate.ts";
import { findJsonFault } from "./json-fault.ts";
import { checkJsonTemplate, renderJsonBody } from "./render-json-body.ts";
import { parseTemplate, type Rendered } from "./template.ts";
import type { Value } from "./value.ts";

// Half surrogates included.
const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));

test("numbers, objects and lists stand unquoted, texts in quotes", () => {
  const source = '{"id": @id, "data": @data, "name": "@name", "note": "Hi @{name}!", "raw": @name}';
  const result = render(source, { id: 7, data: { a: [1] }, name: 'Ann "the\n"' });
  expect(result.ok && JSON.parse(result.text)).toEqual({
    id: 7,
    data: { a: [1] },
    name: 'Ann "the\n"',
    note: 'Hi Ann "the\n"!',
    raw: 'Ann "the\n"',
  });
});

test("what has no value is null unquoted and empty in quotes", () => {
  expect(render('{"a": @a, "b": "@b"}', {})).toEqual({ ok: true, text: '{"a": null, "b": ""}' });
});

test("objects and numbers within quotes become text", () => {
  const result = render('{"a": "@o", "b": "@n"}', { o: { k: "v" }, n: 1.5 });
  expect(result.ok && JSON.parse(result.text)).toEqual({ a: '{"k":"v"}', b: "1.5" });
});

test("escaped quotes of the template do not end its texts, @@ is a plain @", () => {
  const result = render(String.raw`{"a\"@b": "\\", "mail": "x@@y.org @b"}`, { b: "1" });
  expect(result.ok && JSON.parse(result.text)).toEqual({ 'a"1': "\\", mail: "x@y.org 1" });
});

test.each([
  ['{"a": @x, }', "}"],
  ['{"a": @x @x}', "@x"],
  ['{"a": -@x}', "-"],
  ['{a: "@x"}', "a"],
  ['{"a": "@x}', '"'],
  ["{'a': @x}", "'"],
  ["[01]", "0"],
  ['["a"', ""],
  ["", ""],
  [String.raw`{"a": "\@x"}`, "@x"],
  [String.raw`{"a": "\u00@x"}`, '"'],
])("%s is refused with the place of the fault", (source, place) => {
  const problem = checkJsonTemplate(source);
  expect(problem).toMatchObject({ code: "bad-json" });
  expect(source.slice(problem?.from, problem?.to)).toBe(place);
});

test("a body that fails only with its values says where", () => {
  const source = '{"a": -@x}';
  expect(render(source, { x: 5 })).toEqual({ ok: true, text: '{"a": -5}' });
  const result = render(source, { x: "text" });
  expect(result.ok ? null : source.slice(result.problem.from, result.problem.to)).toBe("-");
  expect(render(String.raw`{"a": "\@x"}`, { x: '", "b": "' }).ok).toBe(false);
});

test("a body does not grow without end", () => {
  const fields = { big: "x".repeat(100_000) };
  expect(render('["@big", "@big", "@big"]', fields)).toMatchObject({
    problem: { code: "body-too-large" },
  });
});

test("10,000 values change nothing of the structure", () => {
  const source = '{"a": @x, "b": ["@x", {"c": "1 @y 2"}], "k@y": @y}';
  const template = parseTemplate(source);
  fc.assert(
    fc.property(hostile, hostile, (x, y) => {
      const result = renderJsonBody(template, scopeOf({ x, y }));
      if (!result.ok) throw new Error(result.problem.message);
      const body = JSON.parse(result.text);
      expect(Object.keys(body)).toHaveLength(3);
      expect(JSON.stringify(body.a)).toBe(JSON.stringify(x));
      expect(body.b).toHaveLength(2);
      expect(Object.keys(body.b[1])).toEqual(["c"]);
      if (typeof y === "string") expect(body.b[1].c).toBe(`1 ${y} 2`);
    }),
    { numRuns: 10_000 },
  );
});

test("a template that passes the check gives JSON for every value", () => {
  const words = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "@x",
    "1",
    '"a"',
    "\\",
    " ",
    "null",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), hostile, (all, x) => {
      const source = all.join("");
      if (checkJsonTemplate(source) === null) expect(render(source, { x }).ok).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test("the fault finder agrees with the platform on what is JSON", () => {
  const words = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "1",
    "-",
    ".5",
    "e9",
    "true",
    '"a"',
    " ",
    "\t",
    "\\u0041",
    "\\",
    "\u0001",
    "\u007f",
  );
  const texts = fc.oneof(
    fc.json(),
    fc.string({ unit: anyCharacter }),
    fc.array(words).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(findJsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 5_000 },
  );
});

const hostile: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: anyCharacter }),
  (fc.jsonValue() as fc.Arbitrary<Value>).filter(
    (value) => !JSON.stringify(value).includes("__proto__"),
  ),
  fc
    .array(
      fc.constantFrom(
        '"',
        "\\",
        "}",
        "]",
        ",",
        ":",
        "\n",
        "\0",
        "\u2028",
        "@x",
        "null",
        '","admin":true,"',
      ),
    )
    .map((all) => all.join("")),
);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function render(source: string, fields: { [name: string]: Value }): Rendered {
  return renderJsonBody(parseTemplate(source), scopeOf(fields));
}

function scopeOf(fields: { [name: string]: Value }): Scope {
  return { field: (name) => fields[name], nowMs: 0, zone: "UTC" };
}
