import { maxValueDepth, measureValue } from "./measure-value.ts";
import type { Value } from "./value.ts";

/** A value read from JSON, or why it is refused; the fault completes "the text …". */
export type ReadJson =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: string };

/** Reads JSON that may come from anywhere: keys that could reach a prototype and endless nesting are refused. */
export function readJson(text: string): ReadJson {
  const value = parse(text);
  if (value === undefined) return { ok: false, fault: "is not valid JSON" };
  const { fault } = measureValue(value, { size: Number.POSITIVE_INFINITY, depth: maxValueDepth });
  if (fault === "too-deep")
    return { ok: false, fault: `nests deeper than ${maxValueDepth} levels` };
  if (fault !== undefined) return { ok: false, fault: "has a key that is not allowed" };
  return { ok: true, value };
}

function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
