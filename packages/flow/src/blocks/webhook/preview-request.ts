import type { HttpRequest } from "../../conversation/effect.ts";
import type { Scope } from "../../expression/evaluate.ts";
import type { ParamProblem } from "../kind.ts";
import { parseRequest, renderRequest } from "./request-template.ts";
import { webhook } from "./webhook.ts";
import type { Webhook } from "./webhook-params.ts";

/** A request filled in with sample values, or everything that keeps it from being sent. */
export type PreviewedRequest =
  | { readonly ok: true; readonly request: HttpRequest }
  | { readonly ok: false; readonly problems: readonly ParamProblem[] };

/** Fills a webhook block's request in with sample values, exactly as the block would when the flow arrives. */
export function previewRequest(written: unknown, scope: Scope): PreviewedRequest {
  const parsed = webhook.schema.safeParse(written);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(problemOf) };
  const params: Webhook = parsed.data;
  const faults = webhook.check(params).filter((problem) => !problem.isWarning);
  if (faults.length > 0) return { ok: false, problems: faults };
  const rendered = renderRequest(parseRequest(params), scope);
  return rendered.ok ? rendered : { ok: false, problems: [rendered.problem] };
}

function problemOf(issue: { path: readonly PropertyKey[]; message: string }): ParamProblem {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  return { path, code: "invalid-params", message: issue.message, hint: "" };
}
