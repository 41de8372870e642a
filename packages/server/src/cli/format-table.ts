type Cell = string | number | boolean | null;

/** Rows as lines of text, in columns named after the keys of the first row. */
export function formatTable(rows: readonly Readonly<Record<string, Cell>>[]): readonly string[] {
  const [first] = rows;
  if (!first) return ["(none)"];
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => shown(row[name] ?? null)))];
  const widths = names.map((_, column) =>
    Math.max(...cells.map((line) => (line[column] ?? "").length)),
  );
  return cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** A name that somebody typed must not move the cursor of the terminal it is listed in. */
const shown = (cell: Cell): string =>
  cell === null ? "-" : String(cell).replace(/[\p{Cc}\p{Cf}]/gu, "·");
