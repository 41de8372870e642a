import type { Step } from "../conversation/step.ts";
import type { Flow } from "./flow.ts";

/** `complete`: the customer has come to where the flow meant to bring them. `loose`: there is nothing more, for whatever reason. */
export type Ending = "complete" | "loose";

/**
 * Tells whether a conversation stands, after this step, at an end that leads nowhere. After an outside call, where the
 * flow counts on Go, it is no end but a wait. The end completes a conversation in flows that do not say by themselves
 * what is complete, and not where a block gave up or could not run.
 */
export function endingOf(
  { awaitsGo, marksCompletion }: Pick<Flow, "awaitsGo" | "marksCompletion">,
  { state, moves, trace }: Pick<Step, "state" | "moves" | "trace">,
): Ending | null {
  if (state.cursor.phase !== "dead-end") return null;
  if (awaitsGo && state.hasAskedOutside) return null;
  const output = moves?.at(-1)?.output ?? null;
  const isStopped = trace.some(({ kind, code }) => kind === "error" && stops.has(code));
  if (marksCompletion || output === null || givenUp.has(output) || isStopped) return "loose";
  return "complete";
}

/** Outputs of blocks that did not get what they were for. */
const givenUp: ReadonlySet<string> = new Set(["failed", "failure", "timeout", "idle", "nobody"]);

/** What the walk itself stops with. */
const stops: ReadonlySet<string> = new Set([
  ...["missing-block", "endless-loop", "too-much-work", "bot-not-published"],
]);
