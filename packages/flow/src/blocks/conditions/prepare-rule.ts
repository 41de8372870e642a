import { isFieldName } from "../../expression/field-name.ts";
import { type CompiledPattern, compilePattern } from "../../expression/pattern.ts";
import { fieldNamesOf, parseTemplate } from "../../expression/template.ts";
import type { Value } from "../../expression/value.ts";
import { parseValueTemplate, type ValueTemplate } from "../outside-value.ts";
import type { Rule } from "./conditions-params.ts";
import type { Operator } from "./operators.ts";

/** What a side of a rule stands for. */
export type Side = ValueTemplate | { readonly kind: "constant"; readonly value: Value };

/** A rule with its sides parsed. */
export interface PreparedRule {
  readonly left: Side;
  readonly operator: Operator;
  readonly right: Side;
  /** The pattern of `matches`, if it has no fields in it. */
  readonly pattern: CompiledPattern | null;
}

/** Parses the sides of a rule. */
export function prepareRule({ left, operator, right }: Rule): PreparedRule {
  return {
    left: isFieldName(left) ? { kind: "reference", field: left } : parseValueTemplate(left),
    operator,
    right:
      typeof right === "string"
        ? parseValueTemplate(right)
        : { kind: "constant", value: right ?? null },
    pattern: operator === "matches" ? fixedPattern(right) : null,
  };
}

/** The pattern of a rule, if it has one without fields in it. */
export function patternsIn({ operator, right }: Rule): readonly string[] {
  const text = operator === "matches" ? fixedText(right) : null;
  return text === null ? [] : [text];
}

/** Lists the fields on both sides. */
export function fieldsIn({ left, right }: Rule): readonly string[] {
  const ofLeft = isFieldName(left) ? [left] : fieldNamesOf(parseTemplate(left));
  return typeof right === "string" ? [...ofLeft, ...fieldNamesOf(parseTemplate(right))] : ofLeft;
}

function fixedPattern(right: Rule["right"]): CompiledPattern | null {
  const text = fixedText(right);
  return text === null ? null : compilePattern(text);
}

function fixedText(right: Rule["right"]): string | null {
  const { parts } = parseTemplate(String(right ?? ""));
  const texts = parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
  return texts.length < parts.length ? null : texts.join("");
}
