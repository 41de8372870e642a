import fc from "fast-check";
import { expect, test } from "vitest";
import { coerceField } from "./coerce.ts";
import { isFieldName } from "./field-name.ts";
import type { FieldType, Value } from "./value.ts";

test.each<[FieldType | undefined, Value, FieldType, Value]>([
  ["string", "a", "string", "a"],
  ["string", 1.5, "string", "1.5"],
  ["string", true, "string", "true"],
  ["integer", 7, "integer", 7],
  ["integer", "7", "integer", 7],
  ["integer", " -7 ", "integer", -7],
  ["integer", "7.0", "integer", 7],
  ["float", "1.5", "float", 1.5],
  ["float", 2, "float", 2],
  ["boolean", "true", "boolean", true],
  ["boolean", "True", "boolean", true],
  ["boolean", 1, "boolean", true],
  ["boolean", "False", "boolean", false],
  ["boolean", 0, "boolean", false],
  ["date", "2026-02-28", "date", "2026-02-28"],
  ["date", "2026/02/28", "date", "2026-02-28"],
  ["datetime", "2026-02-28T09:30:00.123456Z", "datetime", "2026-02-28T09:30:00.123456Z"],
  ["datetime", "2026/02/28 09:30", "datetime", "2026-02-28T09:30"],
  ["datetime", "2026-02-28T09:30+01:00", "datetime", "2026-02-28T09:30+01:00"],
  ["object", { a: 1 }, "object", { a: 1 }],
  ["object", [1], "object", [1]],
  ["object", '{"status":"paid"}', "object", { status: "paid" }],
  [undefined, "1", "string", "1"],
  [undefined, 1, "integer", 1],
  [undefined, 1.5, "float", 1.5],
  [undefined, false, "boolean", false],
  [undefined, [1], "object", [1]],
  [undefined, { a: null }, "object", { a: null }],
])("under %s, %j becomes the %s %j", (type, value, expectedType, expected) => {
  expect(coerceField(type, value)).toEqual({ ok: true, type: expectedType, value: expected });
});

test.each<[FieldType | undefined, Value, string]>([
  ["integer", "seven", 'Expected a whole number, found the text "seven".'],
  ["integer", 1.5, "Expected a whole number, found the number"],
  ["integer", "9007199254740993", "whole number"],
  ["integer", true, "found the boolean"],
  ["integer", "", "whole number"],
  ["float", "1,5", "Expected a number"],
  ["float", "0x10", "Expected a number"],
  ["float", [], "found a list"],
  ["boolean", "yes", "true or false"],
  ["boolean", 2, "true or false"],
  ["string", { a: 1 }, "Expected a text, found an object."],
  ["string", [1], "Expected a text, found a list."],
  ["date", "28/02/2026", "a date such as"],
  ["date", "2026-02-30", "a date such as"],
  ["date", "2026-02-28T10:00:00Z", "a date such as"],
  ["datetime", "2026-02-28", "a date and time"],
  ["datetime", 1_774_744_200, "a date and time"],
  ["object", "a", "an object or a list"],
  ["object", "12", "an object or a list"],
  ["object", 1, "an object or a list"],
  ["object", JSON.parse('{"a":{"__proto__":1}}'), "not allowed"],
  [undefined, JSON.parse('{"constructor":1}'), "not allowed"],
  ["object", "[".repeat(102) + "]".repeat(102), "an object or a list"],
  [undefined, null, "null is not a value."],
  ["string", null, "Expected a text, found nothing."],
])("under %s, %j is refused", (type, value, message) => {
  expect(coerceField(type, value)).toEqual({
    ok: false,
    message: expect.stringContaining(message),
  });
});

test("a list nested deeper than any use is refused, whatever its depth", () => {
  let deep: Value = 1;
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  expect(coerceField("object", deep).ok).toBe(false);
});

test("a field that fits fits again unchanged", () => {
  const types = fc.constantFrom<FieldType>(
    "string",
    "integer",
    "float",
    "boolean",
    "date",
    "datetime",
    "object",
  );
  const values = fc.oneof(
    fc.jsonValue() as fc.Arbitrary<Value>,
    fc.constantFrom("1", "true", "2026/02/28", "2026-02-28 10:00", "[1]"),
  );
  fc.assert(
    fc.property(types, values, (type, value) => {
      const once = coerceField(type, value);
      if (once.ok) expect(coerceField(once.type, once.value)).toEqual(once);
    }),
  );
});

test("field names have small letters, digits and _, and reach no prototype", () => {
  expect(["a", "order_id", "_x", "1", "a".repeat(64)].every(isFieldName)).toBe(true);
  const refused = [
    "",
    "A",
    "a-b",
    "a.b",
    "a b",
    "é",
    "a\n",
    "__proto__",
    "prototype",
    "constructor",
  ];
  expect([...refused, "a".repeat(65)].filter(isFieldName)).toEqual([]);
});
