import { findBlockKind } from "@parley/flow";
import { expect, test } from "vitest";
import { fullParams } from "../testing/full-params.ts";
import { formOf } from "./forms.ts";
import { listIn, valueIn } from "./params.ts";
import { moveRow, newRow, withRow } from "./rows.ts";

const itemOf = (kind: string, name: string) => {
  const item = formOf(kind)?.fields.find((field) => field.name === name)?.item;
  if (!item) throw new Error(`${kind} ${name}`);
  return item;
};

test("a new option has an id that no other has, and something to press", () => {
  const rows = [
    { id: "option_3", label: "A" },
    { id: "b", label: "B" },
  ];
  expect(newRow(itemOf("buttons", "options"), rows, (number) => `Option ${number}`)).toEqual({
    id: "option_4",
    label: "Option 3",
  });
});

test("a new option of any block with options keeps the block valid", () => {
  for (const kind of ["buttons", "ab_test"]) {
    const rows = listIn(valueIn(fullParams[kind], "options"));
    const row = newRow(itemOf(kind, "options"), rows, (number) => `Option ${number}`);
    const params = { ...fullParams[kind], options: [...rows, row] };
    expect(findBlockKind(kind)?.schema.safeParse(params).error).toBeUndefined();
  }
});

test("a row that moves takes the others with it", () => {
  expect(moveRow(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moveRow(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moveRow(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});

test("a row is replaced, or taken away", () => {
  expect(withRow(["a", "b"], 1, "c")).toEqual(["a", "c"]);
  expect(withRow(["a", "b"], 0, undefined)).toEqual(["b"]);
  expect(withRow(undefined, 0, "a")).toEqual(["a"]);
});
