import type { FlowProblem, ParamNode } from "@parley/flow";
import { t } from "../../../../ui/words.ts";

/** Says a problem as a person at the form needs it: a parameter that is missing is needed, not of the wrong type. */
export function saidProblem(problem: FlowProblem, node: ParamNode, value: unknown): FlowProblem {
  if (problem.code !== "bad-params") return problem;
  const isList = node.item !== undefined;
  const isMissing = isList ? isEmptyList(value) : value === undefined || value === "";
  if (!isMissing) return problem;
  return { ...problem, message: isList ? t("Add at least one.") : t("This is needed."), hint: "" };
}

function isEmptyList(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
