import { isPrototypeKey } from "./field-name.ts";
import type { Value } from "./value.ts";
import { isList, isRecord } from "./value-kind.ts";

/** What a value may be at most. `size` counts about the characters of its JSON. */
export interface ValueLimits {
  readonly size: number;
  readonly depth: number;
}

/** Why a value is refused. */
export type ValueFault = "too-large" | "too-deep" | "forbidden-key";

/** How deep lists and objects may nest in a value that is computed, printed or compared. */
export const maxValueDepth = 100;

/** How large a value may grow in a formula, in characters of its JSON. */
export const maxValueSize = 256 * 1024;

/** Sizes a value up, at most to the limits; the walk keeps its own stack, so that no depth can exhaust ours. */
export function measureValue(
  value: Value,
  limits: ValueLimits,
): { readonly size: number; readonly fault?: ValueFault } {
  const waiting: { readonly value: Value; readonly depth: number }[] = [{ value, depth: 0 }];
  let size = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    size += ownSize(next.value);
    if (size > limits.size) return { size, fault: "too-large" };
    if (next.depth > limits.depth) return { size, fault: "too-deep" };
    if (isRecord(next.value) && Object.keys(next.value).some(isPrototypeKey)) {
      return { size, fault: "forbidden-key" };
    }
    for (const child of childrenOf(next.value))
      waiting.push({ value: child, depth: next.depth + 1 });
  }
  return { size };
}

/** What looking through a value costs, in characters. */
export function weightOf(value: Value): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 1;
  return measureValue(value, { size: maxValueSize, depth: maxValueDepth }).size;
}

function ownSize(value: Value): number {
  if (typeof value === "string") return value.length + 2;
  if (isList(value)) return 2 + value.length;
  if (!isRecord(value)) return 5;
  let size = 2;
  for (const key of Object.keys(value)) size += key.length + 4;
  return size;
}

function childrenOf(value: Value): readonly Value[] {
  if (isList(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}
