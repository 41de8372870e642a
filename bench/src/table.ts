/** One line of the report. */
export interface Row {
  readonly what: string;
  readonly reached: string;
  readonly goal: string;
}

/** Sets rows as a table for the terminal. */
export function table(rows: readonly Row[]): string {
  const all = [{ what: "what", reached: "reached", goal: "goal" }, ...rows];
  const width = (key: keyof Row) => Math.max(...all.map((row) => row[key].length));
  const [what, reached, goal] = [width("what"), width("reached"), width("goal")];
  const lines = all.map(
    (row) =>
      `${row.what.padEnd(what)}  ${row.reached.padStart(reached)}  ${row.goal.padStart(goal)}`,
  );
  const rule = "─".repeat(what + reached + goal + 4);
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
