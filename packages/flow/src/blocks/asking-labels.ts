import { fieldNamesOf, parseTemplate, renderText, type Template } from "../expression/template.ts";
import type { Turn } from "./kind.ts";

/** The labels of a question's options, `$0` first. */
export interface Labels {
  readonly templates: readonly Template[];
  /** The labels where no field is filled in: all there is to know when `hasFields` is false. */
  readonly plain: readonly string[];
  readonly hasFields: boolean;
}

/** Parses labels once, when the flow is loaded. */
export function prepareLabels(texts: readonly string[]): Labels {
  const templates = texts.map((text) => parseTemplate(text));
  return {
    templates,
    plain: templates.map((template, index) => renderLabel(template, nowhere, index)),
    hasFields: templates.some((template) => fieldNamesOf(template).length > 0),
  };
}

/** Fills the fields in. A label that comes out empty shows its number: a button must say something. */
export function renderLabels(
  { templates, plain, hasFields }: Labels,
  turn: Turn,
): readonly string[] {
  if (!hasFields) return plain;
  return templates.map((template, index) => renderLabel(template, turn.scope, index));
}

const nowhere: Turn["scope"] = { field: () => undefined, nowMs: 0, zone: "UTC" };

function renderLabel(template: Template, scope: Turn["scope"], index: number): string {
  return renderText(template, scope).trim() || String(index + 1);
}
