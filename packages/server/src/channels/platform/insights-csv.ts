import type { InsightsAnswer } from "@parley/contract";
import { csvLine } from "./csv-line.ts";

/** The series as CSV: a header line, then an hour or a day a line. */
export function seriesCsv({ series }: Pick<InsightsAnswer, "series">): string {
  const lines = series.map(({ at, begun, completed, messages_in, messages_out }) =>
    csvLine([new Date(at * 1000).toISOString(), begun, completed, messages_in, messages_out]),
  );
  return [csvLine(["at", "begun", "completed", "messages_in", "messages_out"]), ...lines].join("");
}

/** The blocks as CSV: a header line, then a line for each output that was taken, or one for a block without any. */
export function blocksCsv({ blocks }: Pick<InsightsAnswer, "blocks">): string {
  const lines = blocks.flatMap(({ block, kind, entered, left, waiting, dropped, ended }) => {
    const outputs = Object.entries(left);
    const own = [block, kind, entered, waiting, dropped, ended];
    if (outputs.length === 0) return [csvLine([...own, null, null])];
    return outputs.map(([output, count]) => csvLine([...own, output, count]));
  });
  const header = ["block", "kind", "entered", "waiting", "dropped", "ended", "output", "left"];
  return [csvLine(header), ...lines].join("");
}
