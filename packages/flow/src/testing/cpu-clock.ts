/** Of the platform, which the core knows nothing of otherwise. */
declare const process: {
  threadCpuUsage(since?: CpuUsage): CpuUsage;
};

interface CpuUsage {
  /** Microseconds. */
  readonly user: number;
  readonly system: number;
}

/**
 * Begins to measure what this thread computes; what it gives tells the milliseconds so far. Not what the machine does
 * meanwhile: a limit on this holds on a busy machine as well.
 */
export function cpuClock(): () => number {
  const before = process.threadCpuUsage();
  return () => process.threadCpuUsage(before).user / 1000;
}
