/** Which time one looks at: up to now, or from one day (UTC) to another, both included. */
export type Range =
  | { readonly kind: "24h" | "7d" | "30d" | "90d" }
  | { readonly kind: "custom"; readonly from: string; readonly to: string };

/** From when until when, in seconds. */
export interface Bounds {
  readonly since: number;
  readonly until: number;
}

const hour = 3600;
const day = 24 * hour;
/** The presets, by how many days they span; the first is counted by the hour. */
const days = { "24h": 1, "7d": 7, "30d": 30, "90d": 90 } as const;
const mostDays = 366;
type Preset = keyof typeof days;

/** Reads a range from the page's address; what makes no sense there is the last seven days. */
export function readRange(search: Readonly<Record<string, unknown>>): Range {
  const { range, from, to } = search;
  if (typeof range === "string" && isPreset(range)) return { kind: range };
  if (range !== "custom" || !isDay(from) || !isDay(to)) return { kind: "7d" };
  return from <= to ? customRange(from, to) : customRange(to, from);
}

/** A range as the page's address says it. */
export function writeRange(range: Range): Readonly<Record<string, string | undefined>> {
  const own = range.kind === "custom" ? { from: range.from, to: range.to } : {};
  return { from: undefined, to: undefined, range: range.kind, ...own };
}

/** The bounds of a range: whole hours for a day, whole days (UTC) for more, the present one being under way. */
export function boundsOf(range: Range, nowSeconds: number): Bounds {
  if (range.kind === "custom")
    return { since: secondsOf(range.from), until: secondsOf(range.to) + day - 1 };
  const step = range.kind === "24h" ? hour : day;
  const length = days[range.kind] * day;
  return { since: Math.floor(nowSeconds / step) * step + step - length, until: nowSeconds };
}

/** As much time just before a range: whole hours or days again. */
export function boundsBefore(range: Range, nowSeconds: number): Bounds {
  const { since } = boundsOf(range, nowSeconds);
  const length = range.kind === "custom" ? lengthOf(range) : days[range.kind] * day;
  return { since: since - length, until: since - 1 };
}

/** A day (UTC) as forms and addresses write it. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** The days that a range spans, for the form that changes them. */
export function daysOf(
  range: Range,
  nowSeconds: number,
): { readonly from: string; readonly to: string } {
  if (range.kind === "custom") return range;
  const { since, until } = boundsOf(range, nowSeconds);
  return { from: dayOf(since), to: dayOf(until) };
}

/** A server counts a year at most: of more, the last one is shown. */
function customRange(from: string, to: string): Range {
  const earliest = dayOf(secondsOf(to) - (mostDays - 1) * day);
  return { kind: "custom", from: from < earliest ? earliest : from, to };
}

function lengthOf({ from, to }: { readonly from: string; readonly to: string }): number {
  return secondsOf(to) - secondsOf(from) + day;
}

const secondsOf = (text: string): number => Date.parse(text) / 1000;

function isPreset(text: string): text is Preset {
  return Object.hasOwn(days, text);
}

function isDay(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    dayOf(secondsOf(value)) === value
  );
}
