import type { Scope } from "../expression/evaluate.ts";
import { fieldNamesOf, parseTemplate, renderText, type Template } from "../expression/template.ts";
import type { Value } from "../expression/value.ts";

/** A text with fields in it, where one reference alone (`@data`) stands for the field's own value and type. */
export type ValueTemplate =
  | { readonly kind: "reference"; readonly field: string }
  | { readonly kind: "text"; readonly template: Template };

/** Parses a text that may stand for a value of any type. */
export function parseValueTemplate(source: string): ValueTemplate {
  const template = parseTemplate(source);
  const [field] = fieldNamesOf(template);
  const isReference = field !== undefined && (source === `@${field}` || source === `@{${field}}`);
  return isReference ? { kind: "reference", field } : { kind: "text", template };
}

/** Gives the value that a text stands for; `null` where it refers to a field without one. */
export function readValueTemplate(value: ValueTemplate, scope: Scope): Value {
  if (value.kind === "reference") return scope.field(value.field) ?? null;
  return renderText(value.template, scope);
}
