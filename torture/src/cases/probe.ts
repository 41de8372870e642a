import type { Target } from "../load/target.ts";
import { createVisitor, type Visitor } from "../load/visitor.ts";
import type { Random } from "../random.ts";

/** A visitor of its own whose messages are timed. */
export interface Probe {
  readonly visitor: Visitor;
  /** Says something until the time is over, and gives how long each answer took, shortest first. */
  run(forMs: number): Promise<readonly number[]>;
}

/** Makes a probe; its operations are in the ledger as everybody's are. */
export function createProbe(target: Target, name: string, random: Random): Probe {
  const visitor = createVisitor(target, name, random.fork(name));
  return {
    visitor,
    run: async (forMs) => {
      const times: number[] = [];
      const untilMs = performance.now() + forMs;
      while (performance.now() < untilMs) {
        const beganMs = performance.now();
        await visitor.act("echo");
        times.push(performance.now() - beganMs);
      }
      return times.toSorted((a, b) => a - b);
    },
  };
}

/** The time that all but one in a hundred keep to. */
export const p99 = (sorted: readonly number[]): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0;
