import type { Scope } from "../../expression/evaluate.ts";
import { renderJsonBody } from "../../expression/render-json-body.ts";
import {
  maxRenderedLength,
  parseTemplate,
  renderText,
  type Template,
} from "../../expression/template.ts";
import type { ParamProblem } from "../kind.ts";
import { encodePairs, type PairTemplate, parsePair } from "./pair-template.ts";
import { problemAt, type RenderedPart } from "./rendered-part.ts";
import type { WebhookBody } from "./webhook-params.ts";

/** A body whose templates are parsed and not yet filled in. */
export type BodyTemplate =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly template: Template }
  | { readonly kind: "form"; readonly pairs: readonly PairTemplate[] }
  | { readonly kind: "text"; readonly template: Template; readonly contentType: string };

/** A body ready to be sent; `null`: there is none. */
interface Body {
  readonly text: string | null;
  readonly contentType: string | null;
}

/** Parses the templates of a body. */
export function parseBody(body: WebhookBody): BodyTemplate {
  switch (body.kind) {
    case "none":
      return body;
    case "json":
      return { kind: "json", template: parseTemplate(body.template) };
    case "form":
      return { kind: "form", pairs: body.pairs.map(parsePair) };
    case "text":
      return { kind: "text", template: parseTemplate(body.text), contentType: body.contentType };
  }
}

/** Fills a body in, whole: one that grows too large is a problem. */
export function renderBody(body: BodyTemplate, scope: Scope): RenderedPart<Body> {
  switch (body.kind) {
    case "none":
      return { ok: true, made: { text: null, contentType: null } };
    case "json": {
      const rendered = renderJsonBody(body.template, scope);
      if (!rendered.ok)
        return { ok: false, problem: problemAt(["body", "template"], rendered.problem) };
      return { ok: true, made: { text: rendered.text, contentType: "application/json" } };
    }
    case "form": {
      const text = encodePairs(body.pairs, scope, maxRenderedLength);
      return sized(["body", "pairs"], text, "application/x-www-form-urlencoded");
    }
    case "text":
      return sized(["body", "text"], renderText(body.template, scope), body.contentType);
  }
}

// A text at the very limit has been cut there, and half a body must not be sent.
function sized(path: ParamProblem["path"], text: string, contentType: string): RenderedPart<Body> {
  if (text.length < maxRenderedLength) return { ok: true, made: { text, contentType } };
  return { ok: false, problem: { path, ...bodyTooLarge } };
}

const bodyTooLarge = {
  code: "body-too-large",
  message: `This body grows larger than ${maxRenderedLength} characters.`,
  hint: "Send fewer or smaller fields.",
};
