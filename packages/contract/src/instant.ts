import { z } from "zod";

const words =
  "Give seconds since 1970, a day or a time: 1795262400, 2026-11-21, 2026-11-21T12:00:00Z.";

const seconds = z
  .number({ error: ({ input }) => (input === undefined ? "This field is required." : words) })
  .min(0, words)
  .max(1e11, words);

/**
 * A moment as queries and bodies give it: seconds since 1970, a day (its beginning, UTC), or ISO 8601 with an offset.
 * Read as seconds.
 */
export const OptionalInstant = z.preprocess(readInstant, seconds.optional());

/** The same where there has to be one. */
export const Instant = z.preprocess(readInstant, seconds);

/** Whether a span ends after it begins. One that does not is a slip of whoever asks: it is said, instead of finding nothing. */
export const isSpan = ({ since, until }: Span): boolean =>
  since === undefined || until === undefined || since < until;

/** What is said of one that does not. */
export const notASpan = { path: ["until"], error: "Give a time after `since`." };

interface Span {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

const isoDate = z.iso.date();
const isoDateTime = z.iso.datetime({ offset: true });

function readInstant(value: unknown): unknown {
  if (value === null || value === "") return undefined;
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (/^\d{1,12}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  const isMoment = isoDate.safeParse(text).success || isoDateTime.safeParse(text).success;
  // A day alone is read as UTC.
  return isMoment ? Date.parse(text) / 1000 : value;
}
