import { setTimeout as sleep } from "node:timers/promises";
import { type Attempt, hashOf } from "../ledger/ledger-line.ts";
import { type Answer, answerHash, isFinal, type Request, sendRequest } from "./send-request.ts";
import { giveUpAfterMs, type Target } from "./target.ts";

/** An operation as the ledger and the wire need it. */
export interface Operated extends Pick<Attempt, "client" | "op" | "key" | "mark"> {
  readonly request: Request;
}

const pauseMs = 60;

/** Sends the same request again and again until its end is known. Each attempt is in the ledger before it is sent. */
export async function perform(target: Target, operation: Operated): Promise<Answer> {
  const untilMs = performance.now() + giveUpAfterMs;
  let answer: Answer;
  do {
    answer = await attemptAll(target, operation);
    if (answer.outcome === "ok" || isFinal(answer)) return answer;
    await sleep(pauseMs);
  } while (performance.now() < untilMs);
  throw new GivenUp(`${operation.op} ${operation.key}`);
}

const once = { count: 1, isParallel: false };

/** Sends all copies of a request. One that was taken speaks for all: the checker compares their answers. */
async function attemptAll(target: Target, operation: Operated): Promise<Answer> {
  const { count, isParallel } = target.copies?.() ?? once;
  const answers: Answer[] = [];
  const copies = Array.from({ length: count }, () => () => attempt(target, operation));
  if (isParallel) answers.push(...(await Promise.all(copies.map((send) => send()))));
  else for (const send of copies) answers.push(await send());
  return answers.find((it) => it.outcome === "ok") ?? lastOf(answers);
}

function lastOf(answers: readonly Answer[]): Answer {
  const last = answers.at(-1);
  if (!last) throw new Error("A request is sent at least once.");
  return last;
}

/** Sends a request once, with its lines in the ledger. */
async function attempt(
  { ledger }: Pick<Target, "ledger">,
  { request, ...line }: Operated,
): Promise<Answer> {
  const bodyHash = hashOf(JSON.stringify([request.url, request.body ?? null]));
  const n = await ledger.begin({ ...line, bodyHash });
  const answer = await sendRequest(request);
  const { outcome, status } = answer;
  await ledger.end({ n, outcome, status, answerHash: answerHash(answer) });
  return answer;
}

/** Thrown when the system under test has not done its part in any reasonable time. */
export class GivenUp extends Error {
  constructor(what: string) {
    super(`${what} came to no end within ${giveUpAfterMs / 1000} s.`);
    this.name = "GivenUp";
  }
}
