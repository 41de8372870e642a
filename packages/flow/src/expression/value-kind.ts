import type { Value } from "./value.ts";

/** The word that error messages use for the type of a value. */
export type ValueKind = "nothing" | "boolean" | "number" | "text" | "list" | "object";

/** Names the type of a value as an author knows it. */
export function kindOf(value: Value): ValueKind {
  if (value === null) return "nothing";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value === "string") return "text";
  return isList(value) ? "list" : "object";
}

/** Tells whether a value is an array. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Tells whether a value is an object with keys, not an array. */
export function isRecord(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads an object's own key; inherited ones (`constructor`, `toString`) do not exist for an author. */
export function ownKey(record: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
