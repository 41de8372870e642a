import type { AnalyticsStore, Count } from "../../ports/analytics.ts";
import { placeTable } from "./analytics-tables.ts";
import { number } from "./column.ts";
import type { Tape } from "./tape.ts";
import type { WriteQueue } from "./write-queue.ts";

/** Writes what the reader of the turn log makes of it. */
export function analyticsWrites({
  send,
}: WriteQueue): Pick<AnalyticsStore, "advanceInsights" | "resetInsights"> {
  return {
    advanceInsights: ({ from, position, counts, places }) =>
      send({
        name: "advance-insights",
        encode: (tape) => {
          tape.push(from.position, from.epoch, from.form, position, counts.length);
          for (const count of counts) pushCount(tape, count);
          tape.push(places.length);
          for (const place of places) tape.push(...placeTable.encode(place));
        },
        read: (written) => number.read(written) === 1,
      }),
    resetInsights: async (form) => {
      await send({
        name: "reset-insights",
        encode: (tape) => tape.push(form),
        read: number.read,
      });
    },
  };
}

function pushCount(tape: Tape, count: Count): void {
  const { botId, kind, bucketHours, hour, version, name, detail } = count;
  tape.push(botId, kind, bucketHours, hour, version, name, detail, count.count);
}
