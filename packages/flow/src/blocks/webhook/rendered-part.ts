import type { FormulaProblem } from "../../expression/expression.ts";
import type { ParamProblem } from "../kind.ts";

/** A part of a request, filled in, or the parameter that cannot be. */
export type RenderedPart<Made> =
  | { readonly ok: true; readonly made: Made }
  | { readonly ok: false; readonly problem: ParamProblem };

/** Turns the problem of one template into that of the parameter it stands in. */
export function problemAt(path: ParamProblem["path"], problem: FormulaProblem): ParamProblem {
  const { code, message, hint, from, to } = problem;
  return { path: [...path, from, to], code, message, hint };
}
