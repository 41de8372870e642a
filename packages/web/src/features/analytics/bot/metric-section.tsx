import type { InsightsAnswer } from "@parley/contract";
import { useMemo } from "react";
import { TimeChart } from "../../../ui/chart/time-chart.tsx";
import { ownTimeZone } from "../../../ui/own-time-zone.ts";
import { t } from "../../../ui/words.ts";
import { type Metric, metricChart, metricName } from "../model/metrics.ts";
import { chartFormat, writeSpan } from "../model/write-moment.ts";
import { MetricTiles } from "./metric-tiles.tsx";

export interface MetricSectionProps {
  readonly insights: InsightsAnswer;
  readonly before: InsightsAnswer | undefined;
  readonly metric: Metric;
  readonly onMetric: (metric: Metric) => void;
}

/** The totals, and the one of them that is chosen over time. */
export function MetricSection({ insights, before, metric, onMetric }: MetricSectionProps) {
  const data = useMemo(() => metricChart(metric, insights, before), [metric, insights, before]);
  const format = useMemo(() => chartFormat(insights.bucket), [insights.bucket]);
  const span = before && writeSpan(before.since, before.until - 1, before.bucket);
  const zone =
    insights.bucket === "day" ? t("Days in UTC") : t("Hours in {zone}", { zone: ownTimeZone() });
  return (
    <section aria-label={t("Totals")} className="insights-metrics">
      <MetricTiles {...{ insights, before, metric, onMetric }} than={span ?? ""} />
      <TimeChart label={metricName(metric)} data={data} format={format} />
      <p className="insights-note">
        {zone}
        {span && ` · ${t("Compared with {span}", { span })}`}
        {data.isOpen && ` · ${t("Dotted: not over yet")}`}
      </p>
    </section>
  );
}
