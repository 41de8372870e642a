/** A part of the past: one that ends now, or one between two moments. */
export interface Moments {
  readonly period?: Period;
  /** ISO 8601 in UTC; of the period `between` alone. */
  readonly since?: string;
  readonly until?: string;
}

export const periods = ["1h", "24h", "7d", "between"] as const;
export type Period = (typeof periods)[number];

const secondsOf = { "1h": 3_600, "24h": 86_400, "7d": 604_800 } as const;

/** Reads a part of the past from an address. */
export function readMoments(search: Readonly<Record<string, unknown>>): Moments {
  const period = periods.find((it) => it === search.period);
  if (period !== "between") return period ? { period } : {};
  const since = readMoment(search.since);
  const until = readMoment(search.until);
  return { period, ...(since && { since }), ...(until && { until }) };
}

/** The same as the API takes it: `since` and `until`. */
export function momentsQuery({ period, since, until }: Moments, nowMs: number): URLSearchParams {
  const query = new URLSearchParams();
  if (period && period !== "between")
    query.set("since", String(Math.floor(nowMs / 1000) - secondsOf[period]));
  if (period === "between" && since) query.set("since", since);
  if (period === "between" && until) query.set("until", until);
  return query;
}

/** A moment as a field for local date and time shows it. */
export function toLocalField(iso: string | undefined): string {
  if (!iso) return "";
  const moment = new Date(iso);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What stands in such a field, as ISO 8601 in UTC; nothing for nothing. */
export function fromLocalField(text: string): string | undefined {
  const moment = new Date(text);
  return text === "" || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

function readMoment(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return undefined;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
