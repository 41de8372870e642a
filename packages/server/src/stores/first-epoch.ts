const CLAIMS_PER_TASK = 2 ** 20;

/**
 * The epoch of a task that nobody has claimed. It grows with the turn that adds the task, so that a lease on an
 * earlier task of the same key never fits a later one.
 */
export function firstEpoch(revision: number): number {
  return revision * CLAIMS_PER_TASK;
}
