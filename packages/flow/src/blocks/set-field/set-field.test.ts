import fc from "fast-check";
import { expect, test } from "vitest";
import { blockOf, codesOf, type FakeWorld, fakeTurn } from "../outside-testing.ts";
import { setField } from "./set-field.ts";

function run(assignments: readonly object[], world: FakeWorld = {}) {
  const turn = fakeTurn(world);
  const outcome = setField.enter(blockOf(setField, { assignments }), turn);
  return { turn, output: outcome.kind === "leave" ? outcome.output : "" };
}

test("sets several fields at once", () => {
  const { turn, output } = run([
    { field: "data", type: "object", value: {} },
    { field: "score", value: 3 },
  ]);
  expect(output).toBe("success");
  expect(turn.fields.get("data")).toEqual({});
  expect(turn.fields.get("score")).toBe(3);
});

test("inserts fields into texts, at any depth", () => {
  const value = { note: "Hello @name", tags: ["@city!"] };
  const { turn } = run([{ field: "data", value }], { fields: { name: "Ann", city: "Paris" } });
  expect(turn.fields.get("data")).toEqual({ note: "Hello Ann", tags: ["Paris!"] });
});

test("keeps the type of a field that stands alone, and nothing for one without a value", () => {
  const fields = { order: { items: [1, 2] } };
  const { turn } = run(
    [{ field: "copy", value: { of: "@order", also: "@{order}", not: "@missing" } }],
    { fields },
  );
  expect(turn.fields.get("copy")).toEqual({
    ...{ of: { items: [1, 2] }, also: { items: [1, 2] }, not: null },
  });
});

test("clears a field by UNSET, by null and by a field without a value", () => {
  const fields = { a: 1, b: 2, c: 3 };
  const { turn } = run(
    [
      { field: "a", value: "UNSET" },
      { field: "b", value: null },
      { field: "c", value: "@missing" },
    ],
    { fields },
  );
  expect([...turn.fields.keys()]).toEqual([]);
});

test("computes all values before it sets any, so that two fields can swap", () => {
  const { turn } = run(
    [
      { field: "a", value: "@b" },
      { field: "b", value: "@a" },
    ],
    { fields: { a: 1, b: 2 } },
  );
  expect(Object.fromEntries(turn.fields)).toEqual({ a: 2, b: 1 });
});

test("sets nothing when one value does not fit its type", () => {
  const assignments = [
    { field: "city", value: "Paris" },
    { field: "age", type: "integer", value: "@age_text" },
  ];
  const { turn, output } = run(assignments, { fields: { age_text: "old" } });
  expect(output).toBe("failed");
  expect(Object.fromEntries(turn.fields)).toEqual({ age_text: "old" });
  expect(turn.traces).toMatchObject([{ kind: "error", code: "value-not-kept" }]);
});

test("touches no field when a value can be seen not to fit", () => {
  const turn = fakeTurn();
  const touched: string[] = [];
  const watched = {
    ...turn,
    setField(name: string) {
      touched.push(name);
      return null;
    },
  };
  const assignments = [
    { field: "city", value: "Paris" },
    { field: "age", type: "integer", value: "@missing years" },
  ];
  setField.enter(blockOf(setField, { assignments }), watched);
  expect(touched).toEqual([]);
});

test("sets back what it had set when the turn refuses a later value", () => {
  const assignments = [
    { field: "city", value: "Rome" },
    { field: "fresh", value: "yes" },
    { field: "age", value: "old" },
  ];
  const fields = { city: "Paris", age: 7 };
  const { turn, output } = run(assignments, { fields, declared: { age: "integer" } });
  expect(output).toBe("failed");
  expect(Object.fromEntries(turn.fields)).toEqual(fields);
});

test("refuses an empty value, one that cannot be of its type, and keys that reach a prototype", () => {
  const codes = (assignment: object) => codesOf(setField, { assignments: [assignment] });
  expect(codes({ field: "a", value: "" })).toEqual(["empty-value"]);
  expect(codes({ field: "a", type: "integer", value: "many" })).toEqual(["value-not-of-type"]);
  expect(codes({ field: "a", type: "integer", value: "@n" })).toEqual([]);
  expect(codes({ field: "a", type: "integer", value: "UNSET" })).toEqual([]);
  expect(codes({ field: "a", value: { constructor: 1 } })).toEqual(["bad-value"]);
  expect(codes({ field: "__proto__", value: 1 })).toEqual(["schema"]);
  expect(codesOf(setField, { assignments: [] })).toEqual(["schema"]);
});

test("names the fields that it reads and writes", () => {
  const params = setField.schema.parse({
    assignments: [{ field: "a", value: { k: ["@b and @c"] } }],
  });
  expect(setField.references(params)).toMatchObject({ reads: ["b", "c"], writes: ["a"] });
});

test("sets all or nothing, whatever the values and types", () => {
  const value = fc.oneof(
    fc.constantFrom("UNSET", "@a", "@b", "x@a", "7", "2026-02-28"),
    fc.jsonValue().map((it) => JSON.parse(JSON.stringify(it))),
  );
  const type = fc.constantFrom("string", "integer", "float", "boolean", "date", "object");
  const assignment = fc.record(
    { field: fc.constantFrom("a", "b", "c"), type, value },
    { requiredKeys: ["field", "value"] },
  );
  const before = { a: 1, b: "two" };
  fc.assert(
    fc.property(fc.array(assignment, { minLength: 1, maxLength: 5 }), (assignments) => {
      const { turn, output } = run(assignments, { fields: before, declared: { c: "integer" } });
      if (output === "failed") expect(Object.fromEntries(turn.fields)).toEqual(before);
      expect(turn.traces).toHaveLength(output === "failed" ? 1 : 0);
    }),
    { numRuns: 2000 },
  );
});
