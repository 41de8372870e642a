import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldNameFrom, pickValue, writeAnswerPath } from "./answer-path.ts";

test.each([
  [["payment", "lines", 0, "sku"], "payment.lines[0].sku"],
  [[0, "id"], "[0].id"],
  [["a b", "c.d"], '["a b"]["c.d"]'],
  [['say "hi"'], "['say \"hi\"']"],
  [[], ""],
])("writes %j as %s", (steps, path) => {
  expect(writeAnswerPath(steps)).toBe(path);
});

test("a picked value becomes a row: named by its key, of its own type, beside those that are there", () => {
  const pick = (steps: readonly (string | number)[], value: unknown) =>
    pickValue(steps, value, new Set(["status"]));
  expect(pick(["payment", "status"], "paid")).toEqual({
    path: "payment.status",
    field: "payment_status",
    type: "string",
  });
  expect(pick(["lines", 1], { sku: 1 })).toMatchObject({ field: "lines", type: "object" });
  expect(pick(["createdAt"], "2026-02-28T09:30:00Z")).toMatchObject({
    field: "created_at",
    type: "datetime",
  });
  expect([1, 1.5, true, "2026-02-28", null].map((value) => pick(["x"], value).type)).toEqual([
    "integer",
    "float",
    "boolean",
    "date",
    "string",
  ]);
  expect(pick([], [1]).path).toBe("");
  expect(pick(["status"], "paid").field).toBe("status_2");
});

test("makes a field's name of any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fieldNameFrom(text)).toMatch(/^[a-z0-9_]{1,60}$/);
    }),
  );
  expect(fieldNameFrom("Número de orden")).toBe("numero_de_orden");
});
