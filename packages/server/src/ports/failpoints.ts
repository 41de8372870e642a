/**
 * Places where a test may hurt the process, by name, so that each can be reached at will: between a commit and its
 * answer, between an outside call and its record. In production nothing is there.
 */
export type FailpointName =
  | "before-commit"
  | "after-commit-before-ack"
  | "after-commit-before-wake"
  | "after-external-call-before-record"
  | "timer-due"
  | "hook-sent-before-mark";

export interface Failpoints {
  /** The process is at this place. `null`: nothing is set here, so that production does not even wait for a promise. */
  hit(name: FailpointName): Promise<void> | null;
}

/** What runs in production. */
export const noFailpoints: Failpoints = { hit: () => null };
