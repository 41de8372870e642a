import type { HttpAnswer } from "../conversation/event.ts";
import { utf8Length } from "../document/utf8-length.ts";

/** What an answer may take in the state while it waits for the bot: the state is written at every turn. */
const mostKeptBytes = 64 * 1024;

/**
 * The answer as the state keeps it until the bot may speak again: without its text where that was JSON, which no block
 * reads then. One that is still too large is kept as failed.
 */
export function answerToKeep(answer: HttpAnswer): HttpAnswer {
  if (answer.kind === "failed") return answer;
  const lean = answer.json === undefined ? answer : { ...answer, text: "" };
  if (utf8Length(JSON.stringify(lean)) <= mostKeptBytes) return lean;
  return {
    kind: "failed",
    reason: "too-large",
    message: `answered ${answer.status}, with more than the 64 KiB that can be kept while the bot may not speak`,
    durationMs: answer.durationMs,
  };
}
