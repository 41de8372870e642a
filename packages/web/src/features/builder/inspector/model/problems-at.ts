import type { FlowProblem } from "@parley/flow";
import type { ParamPath } from "./params.ts";

/** Finds the problems of a parameter, of those within it as well. */
export function problemsWithin(
  problems: readonly FlowProblem[],
  block: string,
  path: ParamPath,
): readonly FlowProblem[] {
  const start = written(block, path);
  return problems.filter(({ path: at }) => at === start || at.startsWith(`${start}.`));
}

/** Finds the problems of exactly this parameter: what lies in it is told by its own controls. */
export function problemsOf(
  problems: readonly FlowProblem[],
  block: string,
  path: ParamPath,
): readonly FlowProblem[] {
  const start = written(block, path);
  return problems.filter(({ path: at }) => at === start);
}

function written(block: string, path: ParamPath): string {
  return ["blocks", block, "params", ...path].join(".");
}
