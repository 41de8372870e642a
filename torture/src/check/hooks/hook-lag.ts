import type { SeenEntry } from "../snapshot.ts";
import { entryKey, type WatchedHook } from "./hook-run.ts";

/** A stretch of time, in milliseconds since 1970. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An entry, as far as its time goes. */
export type Written = Pick<SeenEntry, "conversationId" | "seq" | "atUs">;

/** The time within which all but one in twenty came to a hook, of what was written in a span. */
export function p95Of(
  written: readonly Written[],
  { requests }: Pick<WatchedHook, "requests">,
): (span: Span) => number {
  const came = new Map<string, number>();
  for (const request of requests) {
    const key = entryKey(request);
    if (!came.has(key)) came.set(key, request.t);
  }
  return ({ fromMs, toMs }) =>
    p95(
      written
        .filter(({ atUs }) => atUs / 1000 >= fromMs && atUs / 1000 < toMs)
        // What never came is infinitely late.
        .map((it) => (came.get(entryKey(it)) ?? Number.POSITIVE_INFINITY) - it.atUs / 1000)
        .toSorted((a, b) => a - b),
    );
}

/** A span in which nothing was written tells nothing. */
const p95 = (sorted: readonly number[]): number =>
  sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
