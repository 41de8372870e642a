import { InvalidArgumentError } from "commander";

const day = /^\d{4}-\d{2}-\d{2}$/;
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads a day (its beginning, UTC) or a time with its offset as milliseconds since 1970. */
export function readInstant(text: string): number {
  const instantMs = day.test(text) || time.test(text) ? Date.parse(text) : Number.NaN;
  // The calendar's own days: the parser would take 30 February for 2 March.
  const isReal = !day.test(text) || isoDay(instantMs) === text;
  if (Number.isFinite(instantMs) && isReal) return instantMs;
  throw new InvalidArgumentError("Give a day or a time: 2026-11-21, 2026-11-21T09:30:00Z.");
}

const isoDay = (ms: number): string | null =>
  Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : null;
