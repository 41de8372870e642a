import { utcMs, utcWallTime, type WallTime } from "./iso-date.ts";

/** Tells whether this is an IANA time zone that the platform knows. */
export function isTimeZone(zone: string): boolean {
  return zone === "UTC" || formatterOf(zone) !== undefined;
}

/** Shows an instant on the wall clocks of a zone; `undefined` for a zone that does not exist. */
export function wallTimeIn(zone: string, ms: number): WallTime | undefined {
  return zone === "UTC" ? utcWallTime(ms) : wallTimeOf(formatterOf(zone), ms);
}

/**
 * Finds the instant at which the wall clocks of a zone show this time; `undefined` for a zone that does not
 * exist. Of a time shown twice in autumn the first is taken; one skipped in spring moves forward with the clocks.
 */
export function instantIn(zone: string, wall: WallTime): number | undefined {
  const guess = utcMs(wall);
  if (zone === "UTC") return guess;
  const formatter = formatterOf(zone);
  const dayMs = 86_400_000;
  const before = offsetAt(formatter, guess - dayMs);
  const after = offsetAt(formatter, guess + dayMs);
  if (before === undefined || after === undefined) return undefined;
  const early = guess - before;
  return offsetAt(formatter, early) === before || offsetAt(formatter, guess - after) !== after
    ? early
    : guess - after;
}

function offsetAt(formatter: Intl.DateTimeFormat | undefined, ms: number): number | undefined {
  const wall = wallTimeOf(formatter, ms);
  return wall === undefined ? undefined : utcMs(wall) - ms;
}

function wallTimeOf(formatter: Intl.DateTimeFormat | undefined, ms: number): WallTime | undefined {
  if (formatter === undefined) return undefined;
  const found = new Map<string, number>();
  for (const { type, value } of formatter.formatToParts(ms)) found.set(type, Number(value));
  const part = (name: string): number => found.get(name) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
    millisecond: ((ms % 1000) + 1000) % 1000,
  };
}

/** Formatters of zones that were asked for lately. Each takes a tenth of a millisecond to make, and some 20 kB. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const mostFormatters = 50;

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = makeFormatter(zone);
  if (made === undefined) return undefined;
  if (formatters.size >= mostFormatters) formatters.clear();
  formatters.set(zone, made);
  return made;
}

function makeFormatter(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn-hc-h23", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
}
