import type { ParamControl, ParamNode } from "@parley/flow";
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
  const { control, limits, choices } = field;
  if (control === "id") return freeId(rows.map((row) => valueIn(row, field.name)));
  if (numeric.has(control)) return limits.least ?? 0;
  if (control === "choice") return choices[0]?.value;
  return control === "template" ? name : "";
}

const numeric: ReadonlySet<ParamControl> = new Set<ParamControl>([
  "percent",
  "number",
  "seconds",
  "bytes",
]);

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
