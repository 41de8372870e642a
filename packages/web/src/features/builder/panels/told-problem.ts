import type { FlowDocument } from "@parley/flow";
import { formOf } from "../inspector/model/forms.ts";
import { paramAt } from "../inspector/model/param-at.ts";
import { saidProblem } from "../inspector/model/said-problem.ts";
import type { FoundProblem } from "../model/found-problem.ts";
import { placeWords, settingWords } from "../publish/change-words.ts";

/** Where a problem leads: to a block and the parameter in it, to the list of the flow's fields, or to one of its settings. */
export type ProblemPlace =
  | {
      readonly kind: "block";
      readonly block: string;
      /** `null`: about none of its parameters. */
      readonly param: readonly string[] | null;
    }
  | { readonly kind: "fields" }
  | {
      readonly kind: "setting";
      /** As in the file: `["keywords", "stop"]`. */
      readonly path: readonly string[];
    };

/** A problem for somebody who does not see the form that it is in. */
export interface ToldProblem {
  /** What its place is called there; empty for the block as a whole. */
  readonly where: string;
  readonly message: string;
  readonly hint: string;
  /** `null`: there is nowhere to mend it. */
  readonly place: ProblemPlace | null;
}

/** Tells a problem by the words of the form that it is in. */
export function tellProblem(flow: FlowDocument, problem: FoundProblem): ToldProblem {
  const { message, hint } = problem;
  const { block: id = "" } = problem;
  const block = flow.blocks[id];
  if (!block) return tellOfFlow(problem);
  const [, , part, ...within] = problem.path.split(".");
  const place = (param: readonly string[] | null) => ({ kind: "block", block: id, param }) as const;
  if (part === undefined) return { where: "", message, hint, place: place(null) };
  const form = part === "params" && formOf(block.kind);
  if (!form)
    return { where: placeWords(block, [part, ...within]), message, hint, place: place(null) };
  const found = paramAt(form, within);
  const param = found.path.map(String);
  const said = saidProblem(problem, found.node, valueAt(block.params, param));
  const where = placeWords(block, ["params", ...param]);
  return { where, message: said.message, hint: said.hint, place: place(param) };
}

/** A start that is not there leads nowhere. */
function tellOfFlow({ path, message, hint }: FoundProblem): ToldProblem {
  const [part = "", ...rest] = path.split(".");
  const name = rest.join(".");
  const setting = name === "" ? [part] : [part, name];
  const where = part === "" ? "" : settingWords(setting);
  if (part === "fields") return { where, message, hint, place: { kind: "fields" } };
  const isSetting = settingsOfPanel.has(part);
  return { where, message, hint, place: isSetting ? { kind: "setting", path: setting } : null };
}

const settingsOfPanel: ReadonlySet<string> = new Set([
  "timezone",
  "language",
  "keywords",
  "fallback",
]);

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== "object" || value === null) return value;
  return valueAt(new Map<string, unknown>(Object.entries(value)).get(name), rest);
}
