import { AppError } from "../errors.ts";
import type { Seal, TurnOutcome } from "../features/conversations/outcome.ts";
import { errorOf } from "../features/conversations/refusal-error.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import type { Keep } from "./idempotency.ts";
import type { Taken } from "./route-spec.ts";

/** Runs a turn and answers from its outcome; with a key, the answer is written in the turn's own transaction. */
export async function settle(
  keep: Keep | undefined,
  turn: (seal?: Seal) => Promise<TurnOutcome>,
  present: (taken: Taken) => Answer,
): Promise<Answer> {
  const answerFrom = (outcome: TurnOutcome): Answer =>
    outcome.kind === "taken" || outcome.kind === "repeated"
      ? present(outcome)
      : errorAnswer(errorOf(outcome) ?? new AppError("internal"));
  const outcome = await turn(keep && ((it) => keep(answerFrom(it))));
  // Another process has answered this very request: the guard looks for its answer.
  if (outcome.kind === "answered-before")
    throw new AppError("key-in-use", { retryAfterSeconds: 1 });
  return answerFrom(outcome);
}
