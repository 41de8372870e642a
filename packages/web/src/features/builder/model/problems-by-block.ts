import type { FlowProblem } from "@parley/flow";

/** What a card shows of its block's problems. */
export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/** Counts problems by the block that they are about; those of the flow as a whole are under the empty name. */
export function problemsByBlock(
  problems: readonly FlowProblem[],
): ReadonlyMap<string, ProblemCount> {
  const groups = Map.groupBy(problems, ({ block }) => block ?? "");
  return new Map(
    [...groups].map(([block, found]) => {
      const warnings = found.filter(({ isWarning }) => isWarning).length;
      return [block, { errors: found.length - warnings, warnings }];
    }),
  );
}
