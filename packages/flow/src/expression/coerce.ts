import { readBoolean } from "./compare.ts";
import { isoDay, readIsoDate } from "./iso-date.ts";
import { maxValueDepth, measureValue } from "./measure-value.ts";
import { readJson } from "./read-json.ts";
import { readNumber } from "./read-number.ts";
import type { FieldType, Value } from "./value.ts";
import { isList, isRecord, kindOf } from "./value-kind.ts";
import { valueText } from "./value-text.ts";

/** A value as a field of its type holds it, or why it does not fit. */
export type Coerced =
  | { readonly ok: true; readonly type: FieldType; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/**
 * Fits a value to a field's type; without a type it is inferred from the value. Texts that show a number,
 * boolean, date or JSON object are read as such. `null` clears a field and is for the caller to handle.
 */
export function coerceField(type: FieldType | undefined, value: Value): Coerced {
  const wanted = type ?? inferType(value);
  if (wanted === undefined) return { ok: false, message: "null is not a value." };
  const fitted = coercions[wanted](value);
  return fitted === undefined ? misfit(wanted, value) : checked(wanted, fitted);
}

const coercions: { readonly [type in FieldType]: (value: Value) => Value | undefined } = {
  string: (value) => (isScalar(value) ? valueText(value) : undefined),
  integer: (value) => {
    const number = numberIn(value);
    return number !== undefined && Number.isSafeInteger(number) ? number + 0 : undefined;
  },
  float: numberIn,
  boolean: booleanIn,
  date: dayIn,
  datetime: timeIn,
  object: (value) => (typeof value === "string" ? objectIn(value) : objectOrList(value)),
};

const wanted: { readonly [type in FieldType]: string } = {
  string: "a text",
  integer: "a whole number",
  float: "a number",
  boolean: "true or false",
  date: "a date such as 2026-02-28",
  datetime: "a date and time such as 2026-02-28T09:30:00Z",
  object: "an object or a list",
};

function inferType(value: Value): FieldType | undefined {
  if (value === null) return undefined;
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "integer" : "float";
  return "object";
}

function checked(type: FieldType, value: Value): Coerced {
  if (typeof value !== "object") return { ok: true, type, value };
  const { fault } = measureValue(value, { size: Number.POSITIVE_INFINITY, depth: maxValueDepth });
  if (fault === undefined) return { ok: true, type, value };
  const message =
    fault === "too-deep"
      ? `Objects may nest ${maxValueDepth} levels deep.`
      : "The keys __proto__, prototype and constructor are not allowed.";
  return { ok: false, message };
}

function misfit(type: FieldType, value: Value): Coerced {
  return { ok: false, message: `Expected ${wanted[type]}, found ${describe(value)}.` };
}

function describe(value: Value): string {
  const kind = kindOf(value);
  if (!isScalar(value))
    return kind === "nothing" ? "nothing" : `${kind === "list" ? "a" : "an"} ${kind}`;
  const shown = valueText(value);
  return `the ${kind} ${JSON.stringify(shown.length > 30 ? `${shown.slice(0, 30)}…` : shown)}`;
}

function isScalar(value: Value): value is string | number | boolean {
  return value !== null && typeof value !== "object";
}

function numberIn(value: Value): number | undefined {
  if (typeof value === "string") return readNumber(value);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function booleanIn(value: Value): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === 1 || value === "1") return true;
  if (value === 0 || value === "0") return false;
  return typeof value === "string" ? readBoolean(value) : undefined;
}

function dayIn(value: Value): string | undefined {
  const date = typeof value === "string" ? readIsoDate(value) : undefined;
  return date === undefined || date.hasTime ? undefined : isoDay(date.wall);
}

function timeIn(value: Value): string | undefined {
  if (typeof value !== "string") return undefined;
  return readIsoDate(value)?.hasTime ? value.replaceAll("/", "-").replace(" ", "T") : undefined;
}

function objectIn(text: string): Value | undefined {
  const read = readJson(text);
  return read.ok ? objectOrList(read.value) : undefined;
}

function objectOrList(value: Value): Value | undefined {
  return isRecord(value) || isList(value) ? value : undefined;
}
