import type { FoundProblem } from "./found-problem.ts";

/** The problems of one block, the heaviest first. */
export interface ProblemGroup {
  /** `null`: the flow as a whole. */
  readonly block: string | null;
  readonly problems: readonly FoundProblem[];
}

/** Puts problems together by what they are about; what is wrong comes first, then what is to fill in, then what works but not as it was meant. */
export function groupProblems(problems: readonly FoundProblem[]): readonly ProblemGroup[] {
  const sorted = problems.toSorted((one, other) => weightOf(one) - weightOf(other));
  const groups = Map.groupBy(sorted, ({ block }) => block ?? null);
  return [...groups].map(([block, found]) => ({ block, problems: found }));
}

function weightOf({ isToFill, isWarning }: FoundProblem): number {
  if (isWarning) return 2;
  return isToFill ? 1 : 0;
}
