import type { FoundProblem } from "./found-problem.ts";

/** How many problems there are, by how much they weigh. */
export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
  readonly toFill: number;
}

/** Counts problems. */
export function countProblems(problems: readonly FoundProblem[]): ProblemCount {
  const toFill = problems.filter((it) => it.isToFill).length;
  const warnings = problems.filter(({ isWarning }) => isWarning).length;
  return { errors: problems.length - warnings - toFill, warnings, toFill };
}

/** Counts problems by the block that they are about; those of the flow as a whole are under the empty name. */
export function problemsByBlock(
  problems: readonly FoundProblem[],
): ReadonlyMap<string, ProblemCount> {
  const groups = Map.groupBy(problems, ({ block }) => block ?? "");
  return new Map([...groups].map(([block, found]) => [block, countProblems(found)]));
}
