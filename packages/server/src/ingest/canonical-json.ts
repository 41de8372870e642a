import type { JsonValue } from "./json-value.ts";

/** The one JSON text of a value, whatever the order of its keys (RFC 8785: keys by UTF-16 code unit, no spaces). */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  // Of scalars there is one text already.
  if (isArray(value))
    return value.every(isScalar)
      ? JSON.stringify(value)
      : `[${value.map(canonicalJson).join(",")}]`;
  return `{${Object.entries(value).sort(byKey).map(member).join(",")}}`;
}

const member = ([key, value]: [string, JsonValue]): string =>
  `${JSON.stringify(key)}:${canonicalJson(value)}`;

const byKey = ([a]: [string, JsonValue], [b]: [string, JsonValue]): number => (a < b ? -1 : 1);

const isScalar = (value: JsonValue): boolean => value === null || typeof value !== "object";

const isArray = (value: JsonValue & object): value is readonly JsonValue[] => Array.isArray(value);
