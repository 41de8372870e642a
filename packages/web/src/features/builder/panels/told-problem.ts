import type { FlowDocument } from "@parley/flow";
import { formOf } from "../inspector/model/forms.ts";
import { paramAt } from "../inspector/model/param-at.ts";
import { saidProblem } from "../inspector/model/said-problem.ts";
import type { FoundProblem } from "../model/found-problem.ts";
import { placeWords } from "../publish/change-words.ts";

/** A problem for somebody who does not see the form that it is in. */
export interface ToldProblem {
  /** What its place is called there; empty for the block or the flow as a whole. */
  readonly where: string;
  readonly message: string;
  readonly hint: string;
  /** The way to the parameter that it is about; `null`: it is about none. */
  readonly param: readonly string[] | null;
}

/** Tells a problem by the words of the form that it is in. */
export function tellProblem(flow: FlowDocument, problem: FoundProblem): ToldProblem {
  const { message, hint } = problem;
  const block = flow.blocks[problem.block ?? ""];
  const [, , part, ...within] = problem.path.split(".");
  if (!block || part === undefined) return { where: "", message, hint, param: null };
  const form = part === "params" && formOf(block.kind);
  if (!form) return { where: placeWords(block, [part, ...within]), message, hint, param: null };
  const found = paramAt(form, within);
  const param = found.path.map(String);
  const said = saidProblem(problem, found.node, valueAt(block.params, param));
  const where = placeWords(block, ["params", ...param]);
  return { where, message: said.message, hint: said.hint, param };
}

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== "object" || value === null) return value;
  return valueAt(new Map<string, unknown>(Object.entries(value)).get(name), rest);
}
