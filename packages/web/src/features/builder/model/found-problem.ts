import type { BlockDocument, FlowDocument, FlowProblem } from "@parley/flow";
import { areSame } from "./are-same.ts";
import { startingParams } from "./starting-params.ts";

/** A problem as the builder shows it. */
export interface FoundProblem extends FlowProblem {
  /** Nothing is wrong there: it waits to be filled in, as in a new block. It keeps the flow from being published all the same. */
  readonly isToFill?: boolean;
}

/** Tells what is wrong from what is only not filled in yet: empty, or as a new block of the kind has it. Nobody is warned of a block that is new. */
export function foundProblems(
  flow: FlowDocument,
  problems: readonly FlowProblem[],
): readonly FoundProblem[] {
  return problems.flatMap((problem): FoundProblem | readonly FoundProblem[] => {
    const block = problem.block === undefined ? undefined : flow.blocks[problem.block];
    if (!block) return problem;
    if (problem.isWarning && isNew(block)) return [];
    return isToFill(block, problem) ? { ...problem, isToFill: true } : problem;
  });
}

/** As it was put down, and nothing follows it yet: whoever put it there has not come to it. */
function isNew({ kind, params, next, name }: BlockDocument): boolean {
  const isConnected = Object.keys(next).length > 0;
  return !isConnected && name === undefined && areSame(params, startingParams(kind));
}

function isToFill({ kind, params }: BlockDocument, { path, isWarning }: FlowProblem): boolean {
  const [, , part, ...within] = path.split(".");
  if (isWarning || part !== "params") return false;
  const value = valueAt(params, within);
  return isEmpty(value) || areSame(value, valueAt(startingParams(kind), within));
}

/** A path may lead on into a text, to a place within it. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined || typeof value !== "object" || value === null) return value;
  return valueAt(new Map<string, unknown>(Object.entries(value)).get(name), rest);
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === "";
}
