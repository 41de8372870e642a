import { expect, test } from "vitest";
import { cpuClock } from "../testing/cpu-clock.ts";
import type { Scope } from "./evaluate.ts";
import { defaultBudget, evaluate } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import type { FormulaError } from "./formula-error.ts";
import { maxFormulaLength, parseFormula } from "./parse.ts";
import type { Value } from "./value.ts";

test("a field without a value is nothing", () => {
  expect(resultOf("@city")).toBeNull();
});

test("paths reach into objects and lists", () => {
  const data = { status: "paid", items: [{ price: 5 }], "a b": 1 };
  expect(resultOf("@data.status", { data })).toBe("paid");
  expect(resultOf("@data.items[0].price + 1", { data })).toBe(6);
  expect(resultOf('@data["a b"]', { data })).toBe(1);
  expect(resultOf("@data.items[-1].price", { data })).toBe(5);
});

test("a field is read once for each place that names it, and not at all where it is not needed", () => {
  const asked: string[] = [];
  const field = (name: string): Value => {
    asked.push(name);
    return true;
  };
  evaluate(parsed("If(@a, @b, @c) == Or(@a, @d)"), { ...scopeOf({}), field });
  expect(asked).toEqual(["a", "b", "a"]);
});

test.each([
  ["1 / @zero", "division-by-zero", "Quotient: argument 2 must not be zero.", "@zero"],
  ["Remainder(1, 0)", "division-by-zero", "Remainder", "0"],
  ["Average(@none)", "division-by-zero", "no numbers", "Average(@none)"],
  [
    'GetValue(@data, "city")',
    "missing-key",
    'GetValue: there is no key "city" and no default.',
    '"city"',
  ],
  ["@data.city", "missing-key", 'There is no key "city" in an object.', "@data.city"],
  ["GetItem([1], 5)", "missing-key", "no item 5", "5"],
  ["[1][5]", "missing-key", "There is no item 5 in a list of 1.", "[1][5]"],
  ["[1, 2][0.5]", "missing-key", "no item 0.5", "[1, 2][0.5]"],
  ["GetValue([1, 2], 0.5)", "missing-key", 'no key "0.5"', "0.5"],
  ['ToInteger("9007199254740993")', "bad-argument", "must be a number", '"9007199254740993"'],
  ['Sum(1, "-9007199254740992")', "bad-argument", "must be a number", '"-9007199254740992"'],
  ["First([])", "missing-key", "the list is empty", "[]"],
  ["@city.name", "bad-argument", "found nothing", "@city.name"],
  [
    'Sum(1, "two")',
    "bad-argument",
    'Sum: argument 2 must be a number, found the text "two".',
    '"two"',
  ],
  ["Upper(@city)", "bad-argument", "Upper: argument 1 must be a text, found nothing.", "@city"],
  ["Length(@data)", "bad-argument", "found an object", "@data"],
  ["GetValue(5, 1)", "bad-argument", "must be an object or a list, found the number 5", "5"],
  ['Sum([1, "x"])', "bad-argument", "a list of numbers only", '[1, "x"]'],
  ["[] > 1", "bad-argument", "a list of 0 and the number 1 have no order", "[] > 1"],
  ['Sort([1, "a", true])', "bad-argument", "numbers, dates or texts", '[1, "a", true]'],
  ["Power(-1, 0.5)", "not-a-number", "not a number", "Power(-1, 0.5)"],
  ["Power(10, 999)", "not-a-number", "not a number", "Power(10, 999)"],
  ['RegexTest("(", "a")', "bad-pattern", "missing closing )", '"("'],
  [String.raw`RegexTest("(a)\1", "aa")`, "bad-pattern", "escape", String.raw`"(a)\1"`],
  ['RegexMatch("a", "a", 1)', "bad-argument", "no group 1", "1"],
  ['Object("a")', "bad-argument", "no value", 'Object("a")'],
  ['ParseJson("{")', "bad-argument", "is not valid JSON", '"{"'],
  ["DateTime(2026, 2, 30)", "bad-argument", "no such day", "DateTime(2026, 2, 30)"],
  ['FormatDate("soon", "yyyy")', "bad-argument", "a date such as", '"soon"'],
  ['FormatDate("2026-02-28", "yyyy Q")', "bad-argument", "a format made of yyyy", '"yyyy Q"'],
  [
    'FormatDate(Now(), "HH", "Mars/Base")',
    "unknown-zone",
    "Mars/Base",
    'FormatDate(Now(), "HH", "Mars/Base")',
  ],
  ['DateAdd(Today(), 1, "moon")', "bad-argument", "years, months", '"moon"'],
  ['DateAdd(Today(), 9999, "years")', "bad-argument", "no calendar", "9999"],
  ['DateAdd(Now(), 9007199254740991, "hours")', "bad-argument", "no calendar", null],
  ['Substring("a", 0, -1)', "bad-argument", "zero or more", "-1"],
])("%s fails and says why and where", (formula, code, message, place) => {
  const error = errorOf(formula, { zero: 0, none: [], data: {} });
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
  if (place !== null) expect(formula.slice(error.from, error.to)).toBe(place);
});

test("a value grows to the size cap and no further", () => {
  const text = "x".repeat(100_000);
  expect(resultOf("Length(Concat(@text, @text))", { text })).toBe(200_000);
  expect(errorOf("Concat(@text, @text, @text)", { text }).code).toBe("too-large");
  expect(errorOf("Join([@text, @text], @text)", { text }).code).toBe("too-large");
  expect(errorOf('Replace(@text, "x", "12345678")', { text }).code).toBe("too-large");
  expect(errorOf("[@text, @text, @text]", { text }).code).toBe("too-large");
  expect(errorOf('Append(Split(@text, ""), @text, @text)', { text }).code).toBe("too-large");
});

test("multiplying replacements are refused before they are made", () => {
  const text = "x".repeat(2_000);
  const spent = cpuClock();
  expect(errorOf('Replace(@big, "\\u0078", @big)', { big: "x".repeat(200_000) }).code).toBe(
    "too-large",
  );
  expect(errorOf('RegexReplace("x", @text, Replace(@text, "xx", "$0"))', { text }).code).toMatch(
    /too-(?:large|complex)/,
  );
  expect(spent()).toBeLessThan(500);
});

test("a formula that prints the same data over and over is stopped before it prints", () => {
  const list = Array.from({ length: 30_000 }, (_, index) => index);
  const spent = cpuClock();
  const formula = `Concat(${"@list,".repeat(1_600)}"")`;
  expect(errorOf(formula, { list }).code).toBe("too-complex");
  expect(spent()).toBeLessThan(300);
});

test("a wide formula is not a deep one", () => {
  expect(resultOf(`Sum(${"1, ".repeat(500)}1)`)).toBe(501);
});

test("work and steps end at the budget", () => {
  const tight = { ...defaultBudget, steps: 3 };
  expect(evaluate(parsed("1 + 2"), scopeOf({}), tight).ok).toBe(true);
  expect(evaluate(parsed("1 + 2 + 3"), scopeOf({}), tight)).toMatchObject({
    error: { code: "too-complex" },
  });
});

const heavyText = "ab".repeat(60_000);
const heavyList = Array.from({ length: 20_000 }, (_, index) => `item ${index}`);
test.each([
  ["Contains(@text, @text)", 24],
  ["@list == @list2", 16],
  ["Sum(@numbers)", 14],
  ["Unique(@list)", 14],
  ["Length(Sort(@list))", 20],
  ["Upper(@text)", 13],
  ['RegexTest("(a|b)*a(a|b){12}c", @short)', 40],
  ['RegexMatch("(a+)+$", @short)', 31],
  ['RegexMatch("(a|aa|aaa|b){300}c", @short)', 42],
  ['RegexTest("b[ab]{200}d|a[ab]{190}[de]", @short)', 49],
  ['RegexReplace("(a?b?){400}c", @tiny, "x")', 41],
  ['RegexReplace("a.*c|b", @tiny, "")', 36],
  ['FormatDate(@at, "HH", "Europe/Madrid")', 40],
  ["GetValue(@data, @longpath)", 27],
  ['Length(Split(@text, ""))', 25],
])("the longest formula of %s ends in time", (part, length) => {
  const count = Math.floor(maxFormulaLength / (length + 2));
  const source = `[${Array.from({ length: count }, () => part).join(",")}]`.slice(
    0,
    maxFormulaLength,
  );
  const fields = {
    text: heavyText,
    list: heavyList,
    list2: [...heavyList],
    numbers: heavyList.map((_, index) => index),
    short: heavyText.slice(0, 90_000),
    tiny: "ab".repeat(1_000),
    at: "2026-07-01T10:00:00Z",
    data: { a: { a: 1 } },
    longpath: `a${".a".repeat(499)}`,
  };
  const tree = parsed(source);
  const spent = cpuClock();
  evaluate(tree, scopeOf(fields));
  expect(spent()).toBeLessThan(600);
});

function parsed(formula: string): Expression {
  const result = parseFormula(formula);
  if (!result.ok) throw new Error(result.problem.message);
  return result.tree;
}

function resultOf(formula: string, fields: { [name: string]: Value } = {}): Value {
  const result = evaluate(parsed(formula), scopeOf(fields));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function errorOf(formula: string, fields: { [name: string]: Value }): FormulaError {
  const result = evaluate(parsed(formula), scopeOf(fields));
  if (result.ok) throw new Error(`It gave ${JSON.stringify(result.value)?.slice(0, 80)}.`);
  return result.error;
}

function scopeOf(fields: { [name: string]: Value }): Scope {
  return { field: (name) => fields[name], nowMs: 1_774_744_200_000, zone: "Europe/Madrid" };
}
