import type { ParamNode } from "@parley/flow";
import { listIn, valueIn } from "./params.ts";

/** Makes what a new row begins with: the parameters that it cannot do without. */
export function newRow(
  item: ParamNode,
  rows: readonly unknown[],
  nameOf: (number: number) => string,
): Readonly<Record<string, unknown>> {
  const hasId = item.fields.some(({ control }) => control === "id");
  return Object.fromEntries(
    item.fields
      .filter(({ isRequired }) => isRequired)
      .map((field) => [field.name, startOf(field, rows, hasId ? nameOf(rows.length + 1) : "")]),
  );
}

function startOf(field: ParamNode, rows: readonly unknown[], name: string): unknown {
  switch (field.control) {
    case "id":
      return freeId(rows.map((row) => valueIn(row, field.name)));
    case "percent":
    case "number":
    case "seconds":
    case "bytes":
      return field.limits.least ?? 0;
    case "choice":
      return field.choices[0]?.value;
    case "template":
      return name;
    default:
      return "";
  }
}

/** An id that no row has; the words of the row can change without it. */
function freeId(taken: readonly unknown[]): string {
  for (let number = taken.length + 1; ; number += 1)
    if (!taken.includes(`option_${number}`)) return `option_${number}`;
}

/** Moves a row to another place. */
export function moveRow<Row>(rows: readonly Row[], from: number, to: number): readonly Row[] {
  const row = rows[from];
  if (row === undefined || from === to || to < 0 || to >= rows.length) return rows;
  const others = rows.toSpliced(from, 1);
  return others.toSpliced(to, 0, row);
}

/** Puts another row in a place, or takes the row away. */
export function withRow(rows: unknown, index: number, row: unknown): readonly unknown[] {
  const list = listIn(rows);
  return row === undefined ? list.toSpliced(index, 1) : list.toSpliced(index, 1, row);
}
