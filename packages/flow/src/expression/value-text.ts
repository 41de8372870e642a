import { maxValueDepth, measureValue } from "./measure-value.ts";
import type { Value } from "./value.ts";

/** Writes a value as it stands in a text: numbers as in JSON, lists and objects as compact JSON, null as "". */
export function valueText(value: Value): string {
  if (value === null) return "";
  return typeof value === "string" ? value : valueJson(value);
}

/** Writes a value as compact JSON. One nested beyond all use is written as `null`. */
export function valueJson(value: Value): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const { fault } = measureValue(value, { size: Number.POSITIVE_INFINITY, depth: maxValueDepth });
  return fault === "too-deep" ? "null" : JSON.stringify(value);
}
