import type { DeliveryOutcome, HookOrdering } from "../../ports/hooks.ts";
import type { FailureKind } from "./judge-answer.ts";
import { retryDelayMs } from "./schedule.ts";

/** A failed attempt, with all that decides what comes next. */
export interface FailedAttempt {
  readonly failure: FailureKind;
  readonly retryAfterMs: number | null;
  /** How many were made, this one included. */
  readonly attempts: number;
  readonly ordering: HookOrdering;
  readonly isReleased: boolean;
  /** Whether every lane to this receiver fails. */
  readonly isOutage: boolean;
  readonly nowMs: number;
  /** Chance in [0, 1). */
  readonly draw: number;
}

/** Decides when a failed delivery is tried again and whether its lane waits for that, or that it is given up. */
export function decideRetry(
  failed: FailedAttempt,
): Extract<DeliveryOutcome, { kind: "dead" | "later" }> {
  const delayMs = retryDelayMs(failed.attempts, failed.draw);
  if (delayMs === null) return { kind: "dead" };
  const dueMs = failed.nowMs + Math.max(delayMs, failed.retryAfterMs ?? 0);
  return { kind: "later", dueMs, isReleased: failed.isReleased || isToRelease(failed) };
}

/** So many attempts hold the lane: the sixth is the one after 30 minutes, the fourth the one after 30 seconds. */
export const holdingAttempts = { trouble: 6, refusal: 4 } as const;

function isToRelease({ failure, attempts, ordering, isOutage }: FailedAttempt): boolean {
  if (ordering !== "auto") return ordering === "none";
  if (failure === "silent") return true;
  if (failure === "refused") return attempts >= holdingAttempts.refusal;
  return attempts >= holdingAttempts.trouble && !isOutage;
}
