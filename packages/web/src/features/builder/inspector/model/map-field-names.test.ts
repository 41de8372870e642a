import { blockKinds, findBlockKind } from "@parley/flow";
import { expect, test } from "vitest";
import { fullParams } from "../testing/full-params.ts";
import { formOf } from "./forms.ts";
import { type FieldUse, mapFieldNames } from "./map-field-names.ts";

const kinds = blockKinds.map(({ kind }) => kind);

function mapped(kind: string, params: unknown, rename: (name: string, use: FieldUse) => string) {
  const form = formOf(kind);
  if (!form) throw new Error(kind);
  return mapFieldNames(form, params, rename);
}

function references(kind: string, params: unknown) {
  const found = findBlockKind(kind);
  const { reads = [], writes = [] } = found?.references(found.schema.parse(params)) ?? {};
  const each = (names: readonly string[]) => [...new Set(names)].toSorted();
  return { reads: each(reads), writes: each(writes) };
}

test.each(kinds)(
  "there is a full example of %s, which its kind accepts without a fault",
  (kind) => {
    const found = findBlockKind(kind);
    const params = found?.schema.parse(fullParams[kind]);
    expect(found?.check(params).filter(({ isWarning }) => !isWarning)).toEqual([]);
  },
);

test.each(kinds)(
  "finds in %s exactly the fields that the kind itself says it reads and writes",
  (kind) => {
    const found: Record<FieldUse, Set<string>> = { read: new Set(), write: new Set() };
    const params = findBlockKind(kind)?.schema.parse(fullParams[kind]);
    mapped(kind, params, (name, use) => {
      found[use].add(name);
      return name;
    });
    expect({ reads: [...found.read].toSorted(), writes: [...found.write].toSorted() }).toEqual(
      references(kind, fullParams[kind]),
    );
  },
);

test.each(kinds)("renames every field of %s, and nothing else changes", (kind) => {
  const params = findBlockKind(kind)?.schema.parse(fullParams[kind]);
  const other = (name: string) => `x_${name}`;
  const renamed = mapped(kind, params, other);
  const before = references(kind, params);
  expect(references(kind, renamed)).toEqual({
    reads: before.reads.map(other).toSorted(),
    writes: before.writes.map(other).toSorted(),
  });
  expect(mapped(kind, renamed, (name) => name.replace(/^x_/, ""))).toEqual(params);
});

test.each(kinds)("gives the very same value of %s where no name changes", (kind) => {
  expect(mapped(kind, fullParams[kind], (name) => name)).toBe(fullParams[kind]);
});

const renameOne = (name: string) => (name === "old" ? "new" : name);

test("reads a formula that is not finished up to its fault", () => {
  const params = { formula: "Sum(@old, @{old}) + ' @old" };
  expect(mapped("formula", params, renameOne)).toEqual({ formula: "Sum(@new, @{new}) + ' @old" });
});

test("leaves e-mail addresses, doubled signs, keys and texts of formulas alone", () => {
  expect(mapped("send_text", { text: "me@old.org @@old @old@old" }, renameOne)).toEqual({
    text: "me@old.org @@old @new@new",
  });
  expect(mapped("formula", { formula: '"@old"' }, renameOne)).toEqual({ formula: '"@old"' });
  const assignments = [{ field: "f", value: { "@old": "@old" } }];
  expect(mapped("set_field", { assignments }, renameOne)).toEqual({
    assignments: [{ field: "f", value: { "@old": "@new" } }],
  });
});

test("takes parameters as they come, however unfinished", () => {
  for (const kind of kinds)
    for (const params of [{}, { text: 5, groups: "no", options: [null, 1] }, { body: "x" }])
      expect(mapped(kind, params, renameOne)).toBe(params);
});
