import type { Count, CountKind } from "../../ports/analytics.ts";

const hourMs = 3_600_000;
const dayHours = 24;

/** Where and when something happened. */
export interface Moment {
  readonly atMs: number;
  readonly botId: number;
  readonly version: number;
}

/** Adds up, so that what happens often is written once. */
export interface Tally {
  add(at: Moment, kind: CountKind, name: string, detail: string, count: number): void;
  /** By the hour and by the day; answers by the day alone. */
  counts(): readonly Count[];
}

export function createTally(): Tally {
  const hourly = createSums();
  return {
    counts: () => {
      const sums = createSums();
      for (const count of hourly.counts()) {
        if (count.kind !== "answer") sums.add(count);
        const hour = Math.floor(count.hour / dayHours) * dayHours;
        sums.add({ ...count, bucketHours: dayHours, hour });
      }
      return sums.counts();
    },
    add: ({ atMs, botId, version }, kind, name, detail, count) => {
      if (count === 0) return;
      const hour = Math.floor(atMs / hourMs);
      hourly.add({ botId, version, kind, bucketHours: 1, hour, name, detail, count });
    },
  };
}

/** Counts of the same become one; what comes to nothing is left out. */
export function sumCounts(counts: Iterable<Count>): readonly Count[] {
  const sums = createSums();
  for (const count of counts) sums.add(count);
  return sums.counts();
}

function createSums() {
  const sums = new Map<string, { readonly of: Count; sum: number }>();
  return {
    add: (of: Count): void => {
      const { botId, version, kind, bucketHours, hour, name, detail } = of;
      const key = `${botId} ${version} ${kind} ${bucketHours} ${hour} ${name}\n${detail}`;
      const known = sums.get(key);
      if (known) known.sum += of.count;
      else sums.set(key, { of, sum: of.count });
    },
    counts: (): readonly Count[] =>
      [...sums.values()].flatMap(({ of, sum }) => (sum === 0 ? [] : { ...of, count: sum })),
  };
}
