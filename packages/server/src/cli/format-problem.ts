import type { FlowProblem } from "@parley/flow";

/** A problem of a flow file as an author reads it in a terminal: where, which, what, and what to do. */
export function formatProblem({ path, code, message, hint, isWarning }: FlowProblem): string {
  const where = path === "" ? "(file)" : path;
  const advice = hint === "" ? "" : `\n      ${hint}`;
  return `  ${isWarning ? "warning" : "error"}  ${where}  ${code}\n      ${message}${advice}`;
}
