import { type IsoDate, readIsoDate, utcMs } from "./iso-date.ts";
import { readNumber } from "./read-number.ts";
import type { Value } from "./value.ts";
import { isList, isRecord, ownKey } from "./value-kind.ts";
import { instantIn } from "./zone.ts";

const deepest = 100;

/**
 * Tells whether two values are the same to an author. Both numbers (also as text): by number. Both dates
 * (`YYYY-MM-DD`, `YYYY/MM/DD`, with or without a time): by date. A boolean and its word: by truth. Texts:
 * exactly, case included. Lists and objects: item by item. `null` equals `null` alone. A day, or a time without
 * an offset, is one of the zone's when it meets a time with one; within lists and objects it is one of UTC.
 */
export function areEqual(a: Value, b: Value, zone = "UTC"): boolean {
  const dates = typeof a === "string" && a !== b ? datePair(a, b, zone) : undefined;
  return dates === undefined ? areEqualAt(a, b, 0) : dates[0] === dates[1];
}

/** Orders two numbers, dates or texts: negative, zero or positive. `undefined`: they have no order. Zones as in `areEqual`. */
export function orderOf(a: Value, b: Value, zone = "UTC"): number | undefined {
  const numbers = pairOf(a, b, comparableNumber) ?? datePair(a, b, zone);
  if (numbers !== undefined) return numbers[0] - numbers[1];
  if (typeof a !== "string" || typeof b !== "string") return undefined;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Tells whether a text holds another (case-sensitive), or a list a member. Numbers and booleans count as their text. */
export function contains(whole: Value, part: Value): boolean {
  if (isList(whole)) return whole.some((item) => areEqual(item, part));
  return isScalar(whole) && isScalar(part) && String(whole).includes(String(part));
}

/** Tells whether a condition holds: all values do but `false`, 0, null, "", the text "false", [] and {}. */
export function truthy(value: Value): boolean {
  if (typeof value === "string") return value !== "" && readBoolean(value) !== false;
  return value !== false && value !== 0 && !isEmpty(value);
}

/** Tells whether there is nothing in a value: null, "", [] or {}. */
export function isEmpty(value: Value): boolean {
  if (value === null || value === "") return true;
  if (isList(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

/** Reads the words for true and false, in any case. */
export function readBoolean(text: string): boolean | undefined {
  if (text.length > 5) return undefined;
  const word = text.toLowerCase();
  if (word === "true") return true;
  return word === "false" ? false : undefined;
}

function isScalar(value: Value): value is string | number | boolean {
  return value !== null && typeof value !== "object";
}

function areEqualAt(a: Value, b: Value, depth: number): boolean {
  if (a === b) return true;
  if (a === null || b === null || depth > deepest) return false;
  if (isList(a)) return isList(b) && areListsEqual(a, b, depth);
  if (isRecord(a)) return isRecord(b) && areRecordsEqual(a, b, depth);
  const pair =
    pairOf(a, b, comparableNumber) ??
    datePair(a, b, "UTC") ??
    (typeof a === typeof b ? undefined : pairOf(a, b, comparableBoolean));
  return pair !== undefined && pair[0] === pair[1];
}

function areListsEqual(a: readonly Value[], b: readonly Value[], depth: number): boolean {
  return (
    a.length === b.length && a.every((item, index) => areEqualAt(item, b[index] ?? null, depth + 1))
  );
}

function areRecordsEqual(
  a: { readonly [key: string]: Value },
  b: { readonly [key: string]: Value },
  depth: number,
): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => {
    const other = ownKey(b, key);
    return other !== undefined && areEqualAt(a[key] ?? null, other, depth + 1);
  });
}

function pairOf<Read>(
  a: Value,
  b: Value,
  read: (value: Value) => Read | undefined,
): readonly [Read, Read] | undefined {
  const first = read(a);
  if (first === undefined) return undefined;
  const second = read(b);
  return second === undefined ? undefined : [first, second];
}

// Long digit strings (card numbers, ids) lose digits as numbers, and two different ones would be equal.
function comparableNumber(value: Value): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const number = readNumber(value);
  if (number === undefined) return undefined;
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number;
}

/** Two dates as numbers to compare. Where both have an offset, or neither has one, no zone is needed. */
function datePair(a: Value, b: Value, zone: string): readonly [number, number] | undefined {
  const dates = pairOf(a, b, isoDateIn);
  if (dates === undefined) return undefined;
  const [first, second] = dates;
  const isMixed = (first.offsetMinutes === undefined) !== (second.offsetMinutes === undefined);
  const read = (date: IsoDate) => instantOf(date, isMixed ? zone : "UTC");
  return [read(first), read(second)];
}

function isoDateIn(value: Value): IsoDate | undefined {
  return typeof value === "string" ? readIsoDate(value) : undefined;
}

function instantOf({ wall, offsetMinutes }: IsoDate, zone: string): number {
  if (offsetMinutes !== undefined) return utcMs(wall) - offsetMinutes * 60_000;
  return instantIn(zone, wall) ?? utcMs(wall);
}

function comparableBoolean(value: Value): boolean | undefined {
  if (typeof value === "boolean") return value;
  return typeof value === "string" ? readBoolean(value) : undefined;
}
