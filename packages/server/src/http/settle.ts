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
  return answerFrom(await turn(keep && ((outcome) => keep(answerFrom(outcome)))));
}
