import type { HookAttempt } from "@parley/contract";

/** An attempt on the time line. */
export interface AttemptPoint {
  /** Counts from 1. */
  readonly number: number;
  readonly at: number;
  readonly durationMs: number;
  /** Seconds since the end of the attempt before; `null` for the first. */
  readonly waited: number | null;
  readonly outcome: "ok" | "refused" | "silent";
  readonly status: number | null;
  readonly error: string | null;
}

/** The attempts of a delivery in order, with the waits between them. */
export function attemptLine(attempts: readonly HookAttempt[]): readonly AttemptPoint[] {
  return attempts.map((attempt, at) => {
    const before = attempts[at - 1];
    const endedAt = before && before.at + before.duration_ms / 1000;
    return {
      ...{ number: at + 1, at: attempt.at, durationMs: attempt.duration_ms },
      ...{ status: attempt.status, error: attempt.error, outcome: outcomeOf(attempt) },
      waited: endedAt === undefined ? null : Math.max(0, attempt.at - endedAt),
    };
  });
}

function outcomeOf({ status }: HookAttempt): AttemptPoint["outcome"] {
  if (status === null) return "silent";
  return status >= 200 && status < 300 ? "ok" : "refused";
}

/** A span as people say it: `850 ms`, `5 s`, `30 min`, `2 h`, `3 d`. */
export function spanText(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Number((seconds / 3_600).toFixed(1))} h`;
  return `${Math.round(seconds / 86_400)} d`;
}
