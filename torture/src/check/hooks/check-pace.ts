import { groupBy } from "../group-by.ts";
import type { Violation } from "../violation.ts";
import { p95Of, type Span, type Written } from "./hook-lag.ts";
import type { WatchedHook } from "./hook-run.ts";

/** A stretch in which a healthy hook's neighbours were well, and one soon before or after in which they had a fault. */
export interface PaceTurn {
  readonly fault: string;
  readonly well: Span;
  readonly hurt: Span;
}

/** What was measured of a hook's pace. */
export interface Pace {
  readonly figures: { readonly [name: string]: string };
  readonly violations: readonly Violation[];
  /** Whether it is kept to within a fifth without asking how uneven the machine was. */
  readonly isClear: boolean;
}

/**
 * Sick receivers may cost a healthy one a fifth of its time, in the middle one of several turns. Two things are no
 * sick receiver's fault. A few milliseconds, which make a fifth of a pace of 10 or 20: on two processors stretches in
 * which everybody was well differed by as much. And a machine that others use: there such stretches took from 18 to
 * 331 ms. So the turns are held against their like first: what successive stretches among the well usually differ by is
 * forgiven, up to a bound, so that no machine is uneven enough for what anybody would notice.
 */
const most = { share: 1.2, moreMs: 15, unevenness: 2.5 } as const;

/** Checks that a healthy hook's pace is its own, and gives the paces, in milliseconds. */
export function checkPace(
  written: readonly Written[],
  hook: Pick<WatchedHook, "requests"> | undefined,
  turns: readonly PaceTurn[],
): Pace {
  if (!hook || turns.length === 0) throw new Error("The healthy hook was not watched.");
  const p95 = p95Of(written, hook);
  const well = [...new Set(turns.map((turn) => turn.well))].map(p95);
  const unevenness = unevennessOf(well);
  const verdicts = [...groupBy(turns, ({ fault }) => fault)].map(([fault, some]) =>
    judge(
      fault,
      some.map((turn) => ({ well: p95(turn.well), hurt: p95(turn.hurt) })),
      unevenness,
    ),
  );
  return {
    figures: {
      turns: String(well.length),
      "p95 beside well ones, ms": `${median(well).toFixed(1)} (uneven by ${unevenness.toFixed(2)})`,
      ...Object.fromEntries(verdicts.map(({ fault, figure }) => [fault, figure])),
    },
    violations: verdicts.flatMap(({ violations }) => violations),
    isClear: verdicts.every(({ isClear }) => isClear),
  };
}

/** How many times as long the longer of two successive ones usually is. */
const unevennessOf = ([first, ...rest]: readonly number[]): number => {
  let before = first ?? Number.NaN;
  const shares = rest.map((it) => {
    const share = Math.max(it / before, before / it);
    before = it;
    return share;
  });
  return shares.length === 0 ? 1 : median(shares);
};

function judge(
  fault: string,
  paces: readonly { readonly well: number; readonly hurt: number }[],
  unevenness: number,
) {
  const share = median(paces.map(({ well, hurt }) => hurt / well));
  const moreMs = median(paces.map(({ well, hurt }) => hurt - well));
  // A stretch in which nothing was written, or whose messages never came, proves nothing.
  const isSeen = paces.every(({ well, hurt }) => Number.isFinite(well + hurt));
  const isWithin = (times: number) => isSeen && (share <= times || moreMs <= most.moreMs);
  const isKept = isWithin(Math.max(most.share, Math.min(unevenness, most.unevenness)));
  const all = paces.map(({ well, hurt }) => `${well.toFixed(1)} → ${hurt.toFixed(1)}`).join(", ");
  const what = `the healthy hook's p95 was ${share.toFixed(2)} times as long ${fault}: ${all} ms`;
  return {
    fault,
    figure: `${median(paces.map(({ hurt }) => hurt)).toFixed(1)} (${share.toFixed(2)} times)`,
    violations: isKept ? [] : [{ invariant: "I20", kind: "other", what, history: [] } as const],
    isClear: isWithin(most.share),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
