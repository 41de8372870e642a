import { expect, test } from "vitest";
import type { Scope } from "./evaluate.ts";
import { evaluate } from "./evaluate.ts";
import { parseFormula } from "./parse.ts";
import type { Value } from "./value.ts";

test.each([
  "@data.constructor",
  "@data.constructor.constructor",
  '@data["constructor"]["constructor"]("return process")()',
  "@data.__proto__",
  '@data["__proto__"]["polluted"]',
  "@data.toString.call",
  "@data.hasOwnProperty",
  "@text.length",
  '@text["constructor"]',
  "@list.length",
  '@list["map"]',
  '@list["constructor"]',
  "constructor.constructor('return this')()",
  'GetValue(@data, "__proto__.polluted")',
  'GetValue(@data, "constructor.prototype")',
  'GetValue(@list, "constructor")',
  'GetValue(@data, "toString")',
  'SetValue(@data, "__proto__", {"polluted": true})',
  'SetValue({}, "constructor", 1)',
  'Object("__proto__", {"polluted": true})',
  'Object("prototype", 1)',
  '{"__proto__": {"polluted": true}}',
  'ParseJson("{\\"__proto__\\": {\\"polluted\\": true}}")',
  'ParseJson("[{\\"constructor\\": {\\"prototype\\": 1}}]")',
  "process.exit()",
  "globalThis",
  "this",
  "`1`",
  "eval('1')",
  "Function('1')",
  "import('fs')",
  "@data => 1",
  "new Date()",
  "valueOf()",
  "__defineGetter__('a', 1)",
])("%s reaches nothing of the host", (formula) => {
  const result = parseFormula(formula);
  const outcome = result.ok
    ? evaluate(result.tree, scopeOf({ data: { a: 1 }, text: "abc", list: [1] }))
    : result;
  expect(outcome.ok).toBe(false);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("an inherited name is no key, but a customer's own one of that name is", () => {
  expect(resultOf('HasKey(@data, "toString")', {})).toBe(false);
  expect(resultOf("@data.toString", { toString: "mine" })).toBe("mine");
});

function resultOf(formula: string, data: Value): Value | undefined {
  const parsed = parseFormula(formula);
  const result = parsed.ok ? evaluate(parsed.tree, scopeOf({ data })) : parsed;
  return result.ok ? result.value : undefined;
}

function scopeOf(fields: { [name: string]: Value }): Scope {
  return { field: (name) => fields[name], nowMs: 1_774_744_200_000, zone: "Europe/Madrid" };
}
