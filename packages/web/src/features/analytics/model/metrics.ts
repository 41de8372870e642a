import type { InsightsAnswer, InsightsPoint } from "@parley/contract";
import type { ChartData } from "../../../ui/chart/chart-series.ts";
import { t } from "../../../ui/words.ts";

/** The clocks of server and page are never quite the same. */
const clockSlackSeconds = 1;

/** What is counted later than that is told to be late. */
export const patienceSeconds = 15;

/** What is counted by the hour or day, and can be drawn over time. */
export const metrics = ["begun", "completed", "messages_in", "messages_out"] as const;
export type Metric = (typeof metrics)[number];

/** What a metric is called. */
export function metricName(metric: Metric): string {
  const names: { readonly [M in Metric]: () => string } = {
    begun: () => t("Conversations"),
    completed: () => t("Completed"),
    messages_in: () => t("Messages in"),
    messages_out: () => t("Messages out"),
  };
  return names[metric]();
}

/** What *Open now* counts: beside a completion of 100 % it looks like a contradiction. */
export function openNowWords(): string {
  return t(
    "Conversations that wait now, whenever they began, also those that came back after their end",
  );
}

/** Reads a metric from the page's address. */
export function readMetric(value: unknown): Metric {
  return metrics.find((metric) => metric === value) ?? "begun";
}

/** A metric over time beside the same length of time before, point for point. */
export function metricChart(
  metric: Metric,
  { series, until, counted_until }: Pick<InsightsAnswer, "series" | "until" | "counted_until">,
  before: Pick<InsightsAnswer, "series"> | undefined,
): ChartData {
  const past = before?.series ?? [];
  const values = (points: readonly InsightsPoint[]) => points.map((point) => point[metric]);
  return {
    isOpen: counted_until < until,
    times: series.map(({ at }) => at),
    series: [
      { name: metricName(metric), values: values(series), look: "area" },
      ...(before
        ? [
            {
              name: t("Before"),
              values: series.map((_, at) => values(past)[at] ?? null),
              look: "past" as const,
            },
          ]
        : []),
    ],
  };
}

/** Says whether there is anything to compare with: a bot that is new has no time before. */
export function hasHappened({ totals }: Pick<InsightsAnswer, "totals">): boolean {
  return metrics.some((metric) => totals[metric] > 0);
}

/** How many seconds of the time that is shown were still to be counted when it was read. */
export function uncountedSeconds(
  { until, counted_until }: Pick<InsightsAnswer, "until" | "counted_until">,
  readAt: number,
): number {
  return Math.max(0, Math.min(until, readAt) - counted_until);
}

/** Says whether nothing is shown only because it is not counted yet. */
export function isAwaited(insights: InsightsAnswer, readAt: number): boolean {
  return isQuiet(insights) && uncountedSeconds(insights, readAt) > clockSlackSeconds;
}

/** Says whether there is nothing to show: nothing has happened, and nobody waits. */
export function isQuiet({ totals, blocks }: Pick<InsightsAnswer, "totals" | "blocks">): boolean {
  const { begun, completed, messages_in, messages_out, waiting, ended } = totals;
  const counted = [begun, completed, messages_in, messages_out, waiting, ended];
  return counted.every((count) => count === 0) && blocks.every(({ entered }) => entered === 0);
}
