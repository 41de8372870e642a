import { z } from "zod";

/** What to say of a value that is wrong; of one that is not there, that it is required. */
export function saying(wrong: string): { readonly error: (issue: { input?: unknown }) => string } {
  return { error: ({ input }) => (input === undefined ? "This field is required." : wrong) };
}

/** A true or false that may be left out, as JSON, forms and queries write it: `true`, `1`, `"true"`, `"1"`, and the opposites. */
export const OptionalFlag = z.preprocess(readFlag, z.boolean("Give true or false.").optional());

/** The number of an object as it stands in a path. Anything else names nothing. */
export const PathId = z.preprocess(readId, z.int("Give a whole number from 1 on.").min(1));

/** The number of an object as it stands in a body: a number, or its digits as forms send them. */
export const BodyId = z.preprocess(
  (value) => readId(value) ?? value,
  z.int(saying("Give a number.")).min(1),
);

/** The same where there may be none: absent, `null` or empty. */
export const OptionalBodyId = z.preprocess(
  (value) => (isAbsent(value) ? undefined : (readId(value) ?? value)),
  z.int("Give a number.").min(1).optional(),
);

/** A text, or a number in its place: codes and telephone numbers come as both. */
export const orNumber = <T extends z.ZodType>(text: T) =>
  z.preprocess((value) => (typeof value === "number" ? String(value) : value), text);

/** An object of anything. PHP writes an empty one as an empty list. */
export const AnyObject = z.preprocess(
  (value) => (isEmptyList(value) ? {} : value),
  z.record(z.string(), z.unknown(), "Give an object."),
);

/** A filter by number; an empty one is none, and what is not a number finds nothing. */
export const IdFilter = z.preprocess(
  (text) => (isAbsent(text) ? undefined : (readId(text) ?? 0)),
  z.int().min(0).optional(),
);

/** A whole number of a query that falls back where it is not one, and is clamped where it is out of range. */
export const clamped = (least: number, most: number, fallback: number) =>
  z.preprocess((text) => clamp(text, least, most), z.int().min(least).max(most).default(fallback));

/** The same without a fallback: what is not a number is as if it were not there. */
export const clampedIfGiven = (least: number, most: number) =>
  z.preprocess((text) => clamp(text, least, most), z.int().min(least).max(most).optional());

const flags: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ["true", true],
  ["1", true],
  [1, true],
  ["false", false],
  ["0", false],
  [0, false],
]);

function readFlag(value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  const text = typeof value === "string" ? value.trim().toLowerCase() : value;
  return flags.get(text) ?? value;
}

function readId(value: unknown): number | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^[1-9]\d{0,14}$/.test(text)) return undefined;
  return Number(text);
}

function clamp(value: unknown, least: number, most: number): number | undefined {
  if (typeof value !== "string" || !/^[+-]?\d{1,15}$/.test(value.trim())) return undefined;
  return Math.min(most, Math.max(least, Number(value)));
}

/** What PHP writes for an object without members. */
export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === "";
