/** What a cell holds: words from outside, or a number of ours. */
export type CsvCell = string | number | null;

/**
 * Writes a line of CSV (RFC 4180). Words are always quoted; those that a spreadsheet would run as a formula get an
 * apostrophe in front, which it shows as text. A number of ours is written as it is.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(written).join(",")}\r\n`;
}

function written(cell: CsvCell): string {
  if (typeof cell === "number") return String(cell);
  if (cell === null) return "";
  const safe = formulaStart.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * What begins a formula, full-width forms included (spreadsheets fold them), after whatever a spreadsheet skips or
 * strips: white space of any kind, marks without a width, quotes. Control characters begin one by themselves.
 */
const formulaStart = /^(?:[\s"'\p{Cf}\p{Zs}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\p{Cc}])/u;
