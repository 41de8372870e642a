/** Each step is a fifth longer than the one before, so that a median read off the steps is a tenth off at most. */
const growth = 1.2;

/** The step that a length of time falls into: 0 up to a second, and so on for ever. */
export function timeStep(tookMs: number): number {
  return tookMs <= 1_000 ? 0 : Math.ceil(Math.log(tookMs / 1_000) / Math.log(growth) - 1e-9);
}

/** How many fell into each step. */
export interface StepCount {
  readonly step: number;
  readonly count: number;
}

/** The median of what was counted by steps, in seconds; `null` of nothing. */
export function medianSeconds(counts: readonly StepCount[]): number | null {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  let left = total / 2;
  for (const { step, count } of counts.toSorted((a, b) => a.step - b.step)) {
    if (count > 0 && left <= count) return within(step, left / count);
    left -= count;
  }
  return null;
}

/** Those of a step are spread over it evenly. */
function within(step: number, share: number): number {
  const upTo = growth ** step;
  const from = step === 0 ? 0 : growth ** (step - 1);
  return from + (upTo - from) * share;
}
