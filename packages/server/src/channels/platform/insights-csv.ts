import type { InsightsAnswer } from "@parley/contract";
import { csvLine } from "./csv-line.ts";

/** The series as CSV: a header line, then an hour or a day a line. */
export function seriesCsv({ series }: Pick<InsightsAnswer, "series">): string {
  const lines = series.map(({ at, begun, completed, messages_in, messages_out }) =>
    csvLine([new Date(at * 1000).toISOString(), begun, completed, messages_in, messages_out]),
  );
  return [csvLine(["at", "begun", "completed", "messages_in", "messages_out"]), ...lines].join("");
}

/** What blocks and their options are called, by the blocks' ids. */
export type BlockNames = ReadonlyMap<
  string,
  { readonly name: string; readonly options: ReadonlyMap<string, string> }
>;

/** The blocks as CSV: a header line, then a line for each output that was taken, or one for a block without any. */
export function blocksCsv({ blocks }: Pick<InsightsAnswer, "blocks">, names: BlockNames): string {
  const lines = blocks.flatMap(({ block, kind, entered, left, waiting, dropped, ended }) => {
    const outputs = Object.entries(left);
    const known = names.get(block);
    const own = [block, known?.name ?? null, kind, entered, waiting, dropped, ended];
    if (outputs.length === 0) return [csvLine([...own, null, null, null])];
    return outputs.map(([output, count]) =>
      csvLine([...own, output, known?.options.get(output) ?? null, count]),
    );
  });
  const header = ["block", "name", "kind", "entered", "waiting", "dropped", "ended"];
  return [csvLine([...header, "output", "option", "left"]), ...lines].join("");
}
