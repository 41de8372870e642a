import fc from "fast-check";
import { expect, test } from "vitest";
import { cpuClock } from "../testing/cpu-clock.ts";
import type { Scope } from "./evaluate.ts";
import { fieldNamesOf, maxRenderedLength, parseTemplate, renderText } from "./template.ts";
import type { Value } from "./value.ts";

// Half surrogates included.
const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));

const fields: { [name: string]: Value } = {
  name: "Ann",
  age: 30,
  rate: 1e21,
  member: true,
  tags: ["a", 1],
  data: { status: "paid" },
  none: null,
};

test.each([
  ["Hello @name!", "Hello Ann!"],
  ["@{name}ie", "Annie"],
  ["@nameX and @Name", "AnnX and @Name"],
  ["@name@age", "Ann30"],
  ["(@name)", "(Ann)"],
  ["Write to ann@example.org", "Write to ann@example.org"],
  ["Write to ñandú@name.org", "Write to ñandú@name.org"],
  ["Write to sales_@name", "Write to sales_@name"],
  ["Room@{age}b", "Room30b"],
  ["Follow @@name, 5 @ noon, @", "Follow @name, 5 @ noon, @"],
  ["a@@name", "a@name"],
  ["@@@name", "@Ann"],
  ["@data.status", '{"status":"paid"}.status'],
  ["@age @rate @member", "30 1e+21 true"],
  ["@tags", '["a",1]'],
  ["<@none|@unknown>", "<|>"],
  ["@{Name} @{} @{a b} @{name", "@{Name} @{} @{a b} @{name"],
  ["@__proto__ @{constructor} @prototype", "@__proto__ @{constructor} @prototype"],
  [`@${"a".repeat(65)}`, `@${"a".repeat(65)}`],
  ["👋@name", "👋Ann"],
  ["", ""],
])("%s is rendered as %s", (source, text) => {
  expect(renderText(parseTemplate(source), scopeOf(fields))).toBe(text);
});

test("a value that looks like a reference is not read again", () => {
  expect(renderText(parseTemplate("@a"), scopeOf({ a: "@name @@" }))).toBe("@name @@");
});

test("fields are listed once each, in order", () => {
  expect(fieldNamesOf(parseTemplate("@b @{a} @b a@c @@d"))).toEqual(["b", "a"]);
});

test("every part says where it stands in the source", () => {
  const source = "Hi @{name}, @@you";
  const spans = parseTemplate(source).parts.map(({ from, to }) => source.slice(from, to));
  expect(spans).toEqual(["Hi ", "@{name}", ", ", "@@", "you"]);
});

test("a field is read once for each place, in order, and no other", () => {
  const asked: string[] = [];
  const field = (name: string): Value => asked.push(name);
  renderText(parseTemplate("@b @a ann@c @b"), { ...scopeOf({}), field });
  expect(asked).toEqual(["b", "a", "b"]);
});

test("the parts of any text make it up again, and without fields it stays as it is", () => {
  const words = fc.constantFrom("@", "@@", "{", "}", "a", "name", " ", "é", "@name", "@{name}");
  const sources = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.array(words).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(sources, (source) => {
      const template = parseTemplate(source);
      const spans = template.parts.map(({ from, to }) => source.slice(from, to));
      expect(spans.join("")).toBe(source);
      if (!source.includes("@")) expect(renderText(template, scopeOf({}))).toBe(source);
    }),
    { numRuns: 1_000 },
  );
});

test("a text is cut off before it fills the memory", () => {
  const template = parseTemplate("@big ".repeat(10_000));
  const text = renderText(template, scopeOf({ big: "x".repeat(100_000) }));
  expect(text.length).toBe(maxRenderedLength);
});

test("a million signs are read at once", () => {
  const spent = cpuClock();
  parseTemplate("@".repeat(999_999));
  parseTemplate("@{".repeat(500_000));
  parseTemplate(`@${"a".repeat(999_999)}`);
  expect(spent()).toBeLessThan(1_500);
});

test("a value nested beyond all use renders as null instead of breaking", () => {
  let deep: Value = 1;
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  expect(renderText(parseTemplate("@deep"), scopeOf({ deep }))).toBe("null");
});

function scopeOf(all: { [name: string]: Value }): Scope {
  return { field: (name) => all[name], nowMs: 0, zone: "UTC" };
}

test("a wait block's own address is read by the block's id, capitals and, in braces, hyphens included", () => {
  const names = (source: string) => fieldNamesOf(parseTemplate(source));
  expect(names("call @resume_url_Nkqgn6xkf now")).toEqual(["resume_url_Nkqgn6xkf"]);
  expect(names("call @{resume_url_wait-1} now")).toEqual(["resume_url_wait-1"]);
  expect(names("call @resume_url and @resume_url_data")).toEqual(["resume_url", "resume_url_data"]);
  expect(names("@Name is no field")).toEqual([]);
});
