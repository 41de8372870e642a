import { expect, test } from "vitest";
import type { Scope } from "../evaluate.ts";
import { evaluate } from "../evaluate.ts";
import type { FunctionExample } from "../formula-function.ts";
import { parseFormula } from "../parse.ts";
import type { Value } from "../value.ts";
import { functionCatalogue, functionNamed } from "./catalogue.ts";

const examples = functionCatalogue.flatMap(({ examples: all }) =>
  all.map((example) => [example.formula, example] as const),
);

test.each(examples)("%s", (_, example) => {
  expect(run(example)).toEqual(example.gives);
});

test.each(functionCatalogue.map((definition) => [definition.name, definition] as const))(
  "%s is documented by a signature that fits its arity, a sentence and two examples of itself",
  (name, { signature, doc, arity, examples: own }) => {
    expect(arityOf(signature)).toEqual({ name, ...arity });
    expect(doc).toMatch(/^[A-Z].*\.$/s);
    expect(own.length).toBeGreaterThanOrEqual(2);
    expect(own.some(({ formula }) => formula.includes(`${name}(`))).toBe(true);
  },
);

test("every function of the contract exists, and each name once", () => {
  expect(functionCatalogue.map(({ name }) => name).toSorted()).toEqual(contractNames.toSorted());
});

test("names are case-sensitive and inherited names are not functions", () => {
  expect(functionNamed("sum")).toBeUndefined();
  expect(functionNamed("constructor")).toBeUndefined();
  expect(functionNamed("Sum")?.name).toBe("Sum");
});

const contractNames = [
  "Sum Subtract Product Quotient Remainder Power Round Trunc ToFloat ToInteger",
  "Abs Ceil Floor Min Max Average Sqrt",
  "IsEqual IsNotEqual IsGreater IsGreaterOrEqual IsLess IsLessOrEqual IsSet IsEmpty",
  "And Or Not If IfEmpty",
  "Concat RegexTest Length Upper Lower Capitalize Trim Replace Split Join Substring Contains",
  "StartsWith EndsWith IndexOf RegexMatch RegexReplace ToText UrlEncode",
  "GetValue SetValue DeleteKey HasKey Keys Values Object ParseJson ToJson",
  "Array GetItem First Last Append Slice Includes Sort Reverse Unique Flatten",
  "DateTime Now Today ParseDate FormatDate DateAdd DateDiff Weekday Timestamp",
]
  .join(" ")
  .split(" ");

function run({ formula, fields = {} }: FunctionExample): Value {
  const parsed = parseFormula(formula);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const scope: Scope = {
    field: (name) => fields[name],
    nowMs: Date.UTC(2026, 2, 29, 0, 30),
    zone: "UTC",
  };
  const result = evaluate(parsed.tree, scope);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function arityOf(signature: string): { name: string; least: number; most: number } {
  const [, name = "", written = ""] = /^(\w+)\((.*)\)$/.exec(signature) ?? [];
  const args = written === "" ? [] : written.split(", ");
  const least = args.filter((arg) => !arg.endsWith("?") && !arg.startsWith("...")).length;
  const isOpen = args.some((arg) => arg.startsWith("..."));
  return { name, least, most: isOpen ? Number.POSITIVE_INFINITY : args.length };
}
