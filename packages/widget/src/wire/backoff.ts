const firstMs = 500;
const longestMs = 30_000;

/** The pause before another try: doubles up to 30 s, the upper half of it by chance (0 to 1). */
export function backoffMs(attempt: number, chance: number): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10));
  return ceilingMs / 2 + (ceilingMs / 2) * chance;
}
