import type { SeenEntry } from "../snapshot.ts";
import { entryKey, type WatchedHook } from "./hook-run.ts";

/** A stretch of time, in milliseconds since 1970. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The time that all but one in twenty keep to in a usual second of this time: the middle of the seconds, as a second in
 * which the machine was busy with something else says nothing about anybody.
 */
export function usualP95(
  entries: readonly SeenEntry[],
  hook: Pick<WatchedHook, "requests">,
  { fromMs, toMs }: Span,
): number {
  const seconds = Array.from({ length: Math.floor((toMs - fromMs) / 1000) }, (_, n) => {
    const span = { fromMs: fromMs + n * 1000, toMs: fromMs + (n + 1) * 1000 };
    return p95(hookLags(entries, hook, span));
  });
  return seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)] ?? 0;
}

/** How long what was written in this time took to come to a hook, shortest first. What never came is infinite. */
function hookLags(
  entries: readonly SeenEntry[],
  { requests }: Pick<WatchedHook, "requests">,
  { fromMs, toMs }: Span,
): readonly number[] {
  const came = new Map<string, number>();
  for (const request of requests) {
    const key = entryKey(request);
    if (!came.has(key)) came.set(key, request.t);
  }
  return entries
    .filter(({ atUs }) => atUs / 1000 >= fromMs && atUs / 1000 < toMs)
    .map((it) => (came.get(entryKey(it)) ?? Number.POSITIVE_INFINITY) - it.atUs / 1000)
    .toSorted((a, b) => a - b);
}

/** The time that all but one in twenty keep to. */
const p95 = (sorted: readonly number[]): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
