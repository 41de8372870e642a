/** Latencies in milliseconds, sorted: read percentiles from it. */
export interface Latencies {
  readonly count: number;
  percentile(share: number): number;
}

/** Sorts what was measured. */
export function latencies(measuredMs: readonly number[]): Latencies {
  const sorted = Float64Array.from(measuredMs).sort();
  return {
    count: sorted.length,
    percentile: (share) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0,
  };
}

/** Rounds to three figures that mean something. */
export function rounded(value: number): number {
  if (!Number.isFinite(value) || value === 0) return 0;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return Number(value.toFixed(Math.min(digits, 6)));
}
