import type { Answered, Failed, OutboundAnswer } from "../../ports/egress.ts";

/** The answer, which must be a failure. */
export function failedAnswer(answer: OutboundAnswer): Failed {
  if (answer.kind === "failed") return answer;
  throw new Error(`expected a failure, got status ${answer.status}`);
}

/** The answer, which must not be a failure. */
export function goodAnswer(answer: OutboundAnswer): Answered {
  if (answer.kind === "answered") return answer;
  throw new Error(`expected an answer, got ${answer.reason}: ${answer.detail}`);
}

/** The body of an answer that must not be a failure. */
export function textOf(answer: OutboundAnswer): string {
  return Buffer.from(goodAnswer(answer).body).toString();
}
