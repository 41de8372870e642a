import type { SeenEntry } from "../snapshot.ts";
import type { Violation } from "../violation.ts";
import { type Span, usualP95 } from "./hook-lag.ts";
import type { WatchedHook } from "./hook-run.ts";

/** When a healthy hook was alone, and when sick ones were beside it. */
export interface PaceSpans {
  alone?: Span;
  beside?: Span;
}

/**
 * Sick receivers may cost a healthy one a fifth of its time. Below a quarter of a second, which nobody in a chat
 * notices, a difference says nothing: of two stretches of one run on a machine that others use as well, either may be a
 * few times the other. To be held back by a sick one costs seconds.
 */
const most = { share: 1.2, floorMs: 250 } as const;

/** Checks that a healthy hook's pace is its own, and gives both paces, in milliseconds. */
export function checkPace(
  entries: readonly SeenEntry[],
  hook: WatchedHook | undefined,
  spans: PaceSpans,
): {
  readonly figures: { readonly [name: string]: string };
  readonly violations: readonly Violation[];
} {
  if (!hook || !spans.alone || !spans.beside) throw new Error("The healthy hook was not watched.");
  const alone = usualP95(entries, hook, spans.alone);
  const beside = usualP95(entries, hook, spans.beside);
  const isHeldUp = beside > Math.max(alone * most.share, most.floorMs);
  const what = `the healthy hook's p95 was ${beside.toFixed(1)} ms beside sick ones, ${alone.toFixed(1)} ms alone`;
  return {
    figures: { "p95 alone, ms": alone.toFixed(1), "beside sick ones": beside.toFixed(1) },
    violations: isHeldUp ? [{ invariant: "I20", kind: "other", what, history: [] }] : [],
  };
}
