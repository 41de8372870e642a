import { areEqual, contains, orderOf } from "../../expression/compare.ts";
import type { Value } from "../../expression/value.ts";
import { valueText } from "../../expression/value-text.ts";

/** How a rule compares its two sides. `matches` is apart: its right side is a pattern. */
export const comparisons = {
  equal: areEqual,
  not_equal: (left, right, zone) => !areEqual(left, right, zone),
  contains: (left, right) => contains(left, right),
  not_contains: (left, right) => !contains(left, right),
  greater: isOrder((order) => order > 0),
  less: isOrder((order) => order < 0),
  greater_or_equal: isOrder((order) => order >= 0),
  less_or_equal: isOrder((order) => order <= 0),
  is_set: (left) => left !== null,
  is_not_set: (left) => left === null,
  starts_with: (left, right) => areTexts(left, right, (text, part) => text.startsWith(part)),
  ends_with: (left, right) => areTexts(left, right, (text, part) => text.endsWith(part)),
} as const satisfies { readonly [operator: string]: Compare };

/** `zone`: where days and times without an offset are read. */
type Compare = (left: Value, right: Value, zone: string) => boolean;

/** Every operator's name, as flow files write it. */
export const operators = [
  "equal",
  "not_equal",
  "contains",
  "not_contains",
  "greater",
  "less",
  "greater_or_equal",
  "less_or_equal",
  "is_set",
  "is_not_set",
  "starts_with",
  "ends_with",
  "matches",
] as const;
export type Operator = (typeof operators)[number];

/** Tells whether an operator looks at the left side alone. */
export function isUnary(operator: Operator): boolean {
  return operator === "is_set" || operator === "is_not_set";
}

/** Gives the text of a text, number or boolean; `undefined` for what is none of these. */
export function scalarText(value: Value): string | undefined {
  return value === null || typeof value === "object" ? undefined : valueText(value);
}

function isOrder(holds: (order: number) => boolean): Compare {
  return (left, right, zone) => {
    const order = orderOf(left, right, zone);
    return order !== undefined && holds(order);
  };
}

function areTexts(
  left: Value,
  right: Value,
  hold: (text: string, part: string) => boolean,
): boolean {
  const text = scalarText(left);
  const part = scalarText(right);
  return text !== undefined && part !== undefined && hold(text, part);
}
