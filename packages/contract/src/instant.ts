import { z } from "zod";

/** A moment as queries and bodies give it: seconds since 1970, or ISO 8601 with an offset. Read as seconds. */
export const OptionalInstant = z.preprocess(
  readInstant,
  z.number("Give seconds since 1970, or ISO 8601 with an offset.").min(0).max(1e11).optional(),
);

/** The same where there has to be one. */
export const Instant = z.preprocess(
  readInstant,
  z
    .number({
      error: ({ input }) =>
        input === undefined
          ? "This field is required."
          : "Give seconds since 1970, or ISO 8601 with an offset.",
    })
    .min(0)
    .max(1e11),
);

const isoDateTime = z.iso.datetime({ offset: true });

function readInstant(value: unknown): unknown {
  if (value === null || value === "") return undefined;
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (/^\d{1,12}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  return isoDateTime.safeParse(text).success ? Date.parse(text) / 1000 : value;
}
