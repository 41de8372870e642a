import type { TlsOptions } from "node:tls";
import type { HookRequest, ShownDelivery } from "../../check/hooks/hook-run.ts";
import type { ShownHook } from "../../harness/hook-doors.ts";
import type { Behaviour } from "../../harness/hook-receiver.ts";

/** What came of a hook whose receiver behaves badly. */
export interface FaultOutcome {
  /** The requests of the first message in the conversation: the one that is treated badly. */
  readonly first: readonly HookRequest[];
  /** Everything that came. */
  readonly requests: readonly HookRequest[];
  readonly delivery: ShownDelivery;
  readonly hook: ShownHook;
}

/** One way in which a receiver behaves badly, to the first message of a conversation alone. */
export interface HookFault {
  readonly name: string;
  readonly behave: Behaviour;
  /** What it speaks instead of plain HTTP. */
  readonly tls?: TlsOptions;
  /** The hook is stopped, or the message waits for hours: that the rest is not delivered is right. */
  readonly isStuck?: boolean;
  /** What is wrong with what came of it; `null`: nothing. */
  readonly wrong: (outcome: FaultOutcome) => string | null;
}

/** Treats the first attempts of a conversation's first message in this way; everything else is taken. */
export function firstTimes(times: number, behave: Behaviour): Behaviour {
  return (it) => {
    if (it.request.seq === 1 && it.nth <= times) behave(it);
    else it.answer(200);
  };
}

/** How far the attempts must be apart, in seconds: at least and at most. */
export function wrongDistances(
  first: readonly HookRequest[],
  expected: readonly (readonly [least: number, most: number])[],
): string | null {
  const gaps = first.slice(1).map(({ t }, n) => (t - (first[n]?.t ?? t)) / 1000);
  const isRight =
    gaps.length === expected.length &&
    expected.every(([least, most], n) => {
      const gap = gaps[n] ?? 0;
      return gap >= least && gap <= most;
    });
  return isRight ? null : `came ${gaps.map((gap) => gap.toFixed(2)).join(" s, ")} s apart`;
}

/** The second attempt comes a second after the first, the third 5 s later, give or take a fifth; with what a busy machine takes. */
export const secondAttempt = [0.95, 3.5] as const;
export const thirdAttempt = [3.95, 8.5] as const;

/** What the log says of the attempts: a status, or the beginning of the words for what happened. */
export function wrongLog(
  { attempts }: ShownDelivery,
  expected: readonly (number | RegExp)[],
): string | null {
  const isRight =
    attempts.length === expected.length &&
    expected.every((what, n) => {
      const { status = null, error = null } = attempts[n] ?? {};
      return typeof what === "number" ? status === what : what.test(error ?? "");
    });
  if (isRight) return null;
  const told = attempts.map(({ status, error }) => `${status}: ${error}`);
  return `the log says ${told.join(" | ") || "nothing"}`;
}
