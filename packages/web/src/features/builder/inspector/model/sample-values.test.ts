import { evaluate, parseFormula } from "@parley/flow";
import { expect, test } from "vitest";
import { sampleScope, sampleValue } from "./sample-values.ts";

test("reads samples by the declared type, else by what they look like", () => {
  expect(sampleValue("42", "string")).toBe("42");
  expect(sampleValue("42", "integer")).toBe(42);
  expect(sampleValue("soon", "date")).toBe("soon");
  expect(
    ["42", "-1.5", "true", '{"a":1}', "[1", "007", "Ann", ""].map((it) => sampleValue(it, null)),
  ).toEqual([42, -1.5, true, { a: 1 }, "[1", "007", "Ann", undefined]);
});

test("a formula reads samples before system variables, and both by name", () => {
  const scope = sampleScope(
    { price: "40", today: "2020-01-01" },
    new Map([["price", "integer"]]),
    Date.UTC(2026, 1, 28),
    "UTC",
  );
  const run = (formula: string) => {
    const parsed = parseFormula(formula);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const result = evaluate(parsed.tree, scope);
    return result.ok ? result.value : result.error.code;
  };
  expect(run("@price + 2")).toBe(42);
  expect(run("@today")).toBe("2020-01-01");
  expect(run("@yesterday")).toBe("2026-02-27");
  expect(run("@nothing")).toBeNull();
});
