/**
 * Compares what was answered with what is there. Asserts invariants only, never intermediate states:
 * I1 nothing accepted is lost · I2 nothing is there twice · I3 one total order, the same at every door ·
 * I7 the same key gets the same answer · I9 a repeated outside call carries the same key · I11 Set before Go ·
 * I13 timers fire once, in time · I14 storage is sound · I15 no words of another conversation.
 */
import type { LedgerEntry } from "../ledger/ledger-line.ts";
import { checkAnswers } from "./check-answers.ts";
import { checkCalls } from "./check-calls.ts";
import { checkOrder } from "./check-order.ts";
import { checkTimers } from "./check-timers.ts";
import { countEffects } from "./count-effects.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Violation } from "./violation.ts";

/** What a run has proven. */
export interface RunReport {
  /** Different operations that were answered with success. */
  readonly accepted: number;
  readonly violations: readonly Violation[];
}

/** Checks a finished run. */
export function checkRun(ledger: readonly LedgerEntry[], seen: Snapshot): RunReport {
  const effects = countEffects(ledger, seen.entries);
  return {
    accepted: effects.accepted,
    violations: [
      ...effects.violations,
      ...checkOrder(ledger, seen),
      ...checkAnswers(ledger),
      ...checkCalls(seen.calls),
      ...checkTimers(seen),
      ...seen.faults.map((what) => ({
        invariant: "I14",
        kind: "other" as const,
        what,
        history: [],
      })),
    ],
  };
}
