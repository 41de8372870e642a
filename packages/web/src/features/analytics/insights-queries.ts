import type {
  Bot,
  BotAnswer,
  DraftAnswer,
  InsightsAnswer,
  Version,
  VersionAnswer,
  VersionPage,
} from "@parley/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "../../data/api.ts";
import { readAll } from "../../data/read-all.ts";
import { readOutline } from "./model/flow-outline.ts";
import { boundsBefore, boundsOf, type Range } from "./model/range.ts";

/** Of which bot, of which of its versions (`null`: all), of which time. */
export interface InsightsScope {
  readonly botId: number;
  readonly version: number | null;
  readonly range: Range;
}

/** The server counts every second. */
const freshMs = 3_000;
/** With many on one page, each is read less often: so many in a second. */
const mostPerSecond = 8;
/** What changes by the deeds of people. */
const calmMs = 60_000;

/** One bot. */
export function botQuery(api: Api, botId: number) {
  return queryOptions({
    queryKey: ["bots", botId],
    queryFn: async ({ signal }): Promise<Bot> =>
      (await api.get<BotAnswer>(`/v1/bots/${botId}/`, signal)).bot,
  });
}

/** What happened in a range; while somebody looks at it, it keeps up within seconds. `beside`: how many are shown together. */
export function insightsQuery(api: Api, scope: InsightsScope, beside = 1) {
  const everyMs = Math.max(freshMs, (beside / mostPerSecond) * 1_000);
  return queryOptions({
    queryKey: ["insights", scope.botId, scope.version, scope.range],
    queryFn: ({ signal }) => {
      const query = insightsSearch(scope, boundsOf(scope.range, nowSeconds()));
      return api.get<InsightsAnswer>(`/v1/bots/${scope.botId}/insights/?${query}`, signal);
    },
    staleTime: everyMs,
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
  });
}

/** What happened in as much time just before. */
export function insightsBeforeQuery(api: Api, scope: InsightsScope) {
  return queryOptions({
    queryKey: ["insights", scope.botId, scope.version, scope.range, "before"],
    queryFn: ({ signal }) => {
      const query = insightsSearch(scope, boundsBefore(scope.range, nowSeconds()));
      return api.get<InsightsAnswer>(`/v1/bots/${scope.botId}/insights/?${query}`, signal);
    },
    staleTime: 10 * calmMs,
  });
}

/** The address of a table to take along: `series.csv` or `blocks.csv`. */
export function exportPath(scope: InsightsScope, table: "series" | "blocks"): string {
  const query = insightsSearch(scope, boundsOf(scope.range, nowSeconds()));
  return `/v1/bots/${scope.botId}/insights/${table}.csv?${query}`;
}

/** Every published version, the newest first. */
export function versionsQuery(api: Api, botId: number) {
  return queryOptions({
    queryKey: ["bots", botId, "versions", "all"],
    queryFn: async ({ signal }) => {
      const path = `/v1/bots/${botId}/versions/`;
      const read = (page: VersionPage) => page.versions;
      const versions = await readAll<VersionPage, Version>(api, path, read, signal);
      return versions.toSorted((a, b) => b.version - a.version);
    },
    staleTime: calmMs,
  });
}

/** The flow of a version in outline; of the draft for 0, where nothing is published. */
export function outlineQuery(api: Api, botId: number, version: number) {
  return queryOptions({
    queryKey: ["insights", botId, "outline", version],
    queryFn: async ({ signal }) => {
      const path = version === 0 ? "draft/" : `versions/${version}/`;
      const { flow } = await api.get<VersionAnswer | DraftAnswer>(
        `/v1/bots/${botId}/${path}`,
        signal,
      );
      return readOutline(flow);
    },
    // A version never changes.
    staleTime: version === 0 ? 0 : Number.POSITIVE_INFINITY,
  });
}

function insightsSearch(
  { version }: InsightsScope,
  { since, until }: { readonly since: number; readonly until: number },
): URLSearchParams {
  const search = new URLSearchParams({ since: String(since), until: String(Math.floor(until)) });
  if (version !== null) search.set("version", String(version));
  return search;
}

const nowSeconds = (): number => Date.now() / 1000;
