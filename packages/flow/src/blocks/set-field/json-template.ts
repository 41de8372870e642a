import type { Scope } from "../../expression/evaluate.ts";
import type { Value } from "../../expression/value.ts";
import { isList, isRecord } from "../../expression/value-kind.ts";
import { parseValueTemplate, readValueTemplate, type ValueTemplate } from "../outside-value.ts";

/** A JSON value whose texts may have fields in them; its keys are literal. */
export type JsonTemplate =
  | { readonly kind: "constant"; readonly value: null | boolean | number }
  | { readonly kind: "text"; readonly text: ValueTemplate }
  | { readonly kind: "list"; readonly items: readonly JsonTemplate[] }
  | { readonly kind: "record"; readonly entries: readonly (readonly [string, JsonTemplate])[] };

/** Parses the texts in a JSON value. */
export function parseJsonTemplate(value: Value): JsonTemplate {
  if (typeof value === "string") return { kind: "text", text: parseValueTemplate(value) };
  if (isList(value)) return { kind: "list", items: value.map(parseJsonTemplate) };
  if (isRecord(value)) {
    const entries = Object.entries(value);
    return {
      kind: "record",
      entries: entries.map(([key, item]) => [key, parseJsonTemplate(item)] as const),
    };
  }
  return { kind: "constant", value };
}

/** Fills the fields in; one without a value is `null` where it stands alone, nothing within a text. */
export function fillJsonTemplate(template: JsonTemplate, scope: Scope): Value {
  switch (template.kind) {
    case "constant":
      return template.value;
    case "text":
      return readValueTemplate(template.text, scope);
    case "list":
      return template.items.map((item) => fillJsonTemplate(item, scope));
    case "record":
      return Object.fromEntries(
        template.entries.map(([key, item]) => [key, fillJsonTemplate(item, scope)]),
      );
  }
}

/** Lists the texts in a JSON value, at any depth. */
export function textsIn(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
