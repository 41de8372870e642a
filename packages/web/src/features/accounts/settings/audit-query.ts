import type { AuditPage } from "@parley/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Api } from "../../../data/api.ts";

/** What of the audit log is looked at; days are whole ones where the reader is. */
export interface AuditFilters {
  readonly deed: string;
  readonly agent: string;
  readonly since: string;
  readonly until: string;
}

/** Reads the filters of an address; what is not a day is none. */
export function readAuditFilters(search: Readonly<Record<string, unknown>>): AuditFilters {
  const textIn = (name: string) => {
    const value = search[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const dayIn = (name: string) => (startOf(textIn(name)) === undefined ? "" : textIn(name));
  return {
    ...{ deed: textIn("deed"), agent: textIn("agent") },
    ...{ since: dayIn("since"), until: dayIn("until") },
  };
}

/** The same as the API takes it. */
export function auditSearch({ deed, agent, since, until }: AuditFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (deed !== "") query.set("deed", deed);
  if (agent !== "") query.set("agent_id", agent);
  const [from, to] = [startOf(since), startOf(until, 1)];
  if (from !== undefined) query.set("since", String(from));
  // The last day is one of those that are looked at.
  if (to !== undefined) query.set("until", String(to));
  return query;
}

/** The log, newest first, page by page. */
export function auditPages(api: Api, filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: ["audit", filters],
    queryFn: ({ signal, pageParam }) => {
      const query = auditSearch(filters);
      if (pageParam !== null) query.set("before", String(pageParam));
      return api.get<AuditPage>(`/v1/audit/?${query}`, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** When a day begins where the reader is, or one of those after it; in seconds since 1970. */
function startOf(day: string, daysLater = 0): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  const moment = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);
  return Math.floor(moment.getTime() / 1000);
}
