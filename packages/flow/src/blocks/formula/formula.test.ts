import { expect, test } from "vitest";
import type { Value } from "../../expression/value.ts";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { formula } from "./formula.ts";

function run(params: object, fields: { [name: string]: Value } = {}) {
  const turn = fakeTurn({ fields });
  const outcome = formula.enter(blockOf(formula, params), turn);
  return { turn, output: outcome.kind === "leave" ? outcome.output : "" };
}

test("keeps the result and goes on at success", () => {
  const params = { formula: 'GetValue(@data, "status")', field: "status" };
  const { turn, output } = run(params, { data: { status: "paid" } });
  expect(output).toBe("success");
  expect(turn.fields.get("status")).toBe("paid");
});

test("may write the field that it reads", () => {
  const { turn } = run({ formula: "Sum(@score, 1)", field: "score" }, { score: 41 });
  expect(turn.fields.get("score")).toBe(42);
});

test("goes on at failed with the function and its place, and leaves the field as it was", () => {
  const params = { formula: 'Concat("x", GetValue(@data, "status"))', field: "status" };
  const { turn, output } = run(params, { data: {}, status: "old" });
  expect(output).toBe("failed");
  expect(turn.fields.get("status")).toBe("old");
  expect(turn.traces).toHaveLength(1);
  expect(turn.traces[0]).toMatchObject({ kind: "error", code: "missing-key" });
  expect(turn.traces[0]?.message).toMatch(/^GetValue: .*\.$/);
});

test("goes on at failed when the result does not fit its field", () => {
  const turn = fakeTurn({ declared: { score: "integer" }, fields: { score: 1 } });
  const outcome = formula.enter(blockOf(formula, { formula: '"many"', field: "score" }), turn);
  expect(outcome).toEqual({ kind: "leave", output: "failed" });
  expect(turn.fields.get("score")).toBe(1);
  expect(turn.traces.map(({ code }) => code)).toEqual(["value-not-kept"]);
});

test("clears the field when there is no result", () => {
  const { turn, output } = run({ formula: "@missing", field: "city" }, { city: "Paris" });
  expect(output).toBe("success");
  expect(turn.fields.has("city")).toBe(false);
});

test("goes on by truth", () => {
  const params = { formula: "@age >= 18", outputs: "boolean" };
  expect(run(params, { age: 18 }).output).toBe("true");
  expect(run(params, { age: "17" }).output).toBe("false");
  expect(run({ ...params, formula: "Quotient(1, 0)" }).output).toBe("failed");
});

test("goes on by one of the named results, else at other", () => {
  const params = { formula: "@tier", outputs: { values: ["gold", "1"] } };
  expect(run(params, { tier: "gold" }).output).toBe("gold");
  expect(run(params, { tier: 1 }).output).toBe("1");
  expect(run(params, { tier: "Gold" }).output).toBe("other");
});

test("names its outputs in the order the canvas shows them", () => {
  const outputsOf = (outputs: unknown) =>
    formula.outputs(formula.schema.parse({ formula: "1", outputs }));
  expect(outputsOf(undefined)).toEqual(["success", "failed"]);
  expect(outputsOf("boolean")).toEqual(["true", "false", "failed"]);
  expect(outputsOf({ values: ["a", "b"] })).toEqual(["a", "b", "other", "failed"]);
});

test("says where a formula does not parse and what to do", () => {
  const [problem] = formula.check(formula.schema.parse({ formula: "1 + Concatenate(@a)" }));
  expect(problem).toMatchObject({ path: ["formula", 4, 15], code: "unknown-function" });
  expect(problem?.hint).toContain("Concat");
});

test("refuses outputs of one name and a field that cannot be one", () => {
  expect(codesOf(formula, { formula: "1", outputs: { values: ["a", "a", "other"] } })).toEqual([
    "duplicate-output",
    "duplicate-output",
  ]);
  expect(codesOf(formula, { formula: "1", field: "constructor" })).toEqual(["schema"]);
});

test("lists the fields that it reads, each once, and the one it writes", () => {
  const params = formula.schema.parse({ formula: 'Concat(@b, [@a, {"k": @b}], @c.d)', field: "e" });
  expect(formula.references(params)).toMatchObject({ reads: ["b", "a", "c"], writes: ["e"] });
});

test("tells where a text in a formula can never work, and keeps a flow with one from being published", () => {
  const params = { formula: 'FormatDate(@day, "DD/MM/YYYY")' };
  expect(formula.check(formula.schema.parse(params))).toMatchObject([
    { path: ["formula", 17, 29], code: "bad-format" },
  ]);
  // A version that was published before this was checked goes on as it did.
  expect(formula.prepare(formula.schema.parse(params)).field).toBeNull();
});
