const microsPerSecond = 1_000_000;

/**
 * Microseconds as seconds with a fraction: typed clients cast these numbers to doubles and fail on a whole one,
 * so a whole second is told one microsecond late.
 */
export function wireSeconds(microseconds: number): number {
  const told = microseconds % microsPerSecond === 0 ? microseconds + 1 : microseconds;
  return told / microsPerSecond;
}

/** Milliseconds as seconds with a fraction. */
export const wireSecondsOfMs = (milliseconds: number): number => wireSeconds(milliseconds * 1000);
