import { lazy, Suspense } from "react";
import { t } from "../words.ts";
import type { ChartData, ChartFormat } from "./chart-series.ts";
import { ChartTable } from "./chart-table.tsx";
import "./chart.css";

const Plot = lazy(async () => ({ default: (await import("./plot.tsx")).Plot }));

export interface TimeChartProps {
  /** What it shows, in words. */
  readonly label: string;
  /** Kept from one drawing to the next while it says the same. */
  readonly data: ChartData;
  readonly format: ChartFormat;
  readonly heightPx?: number;
}

/** A chart over time, with its figures behind it as a table. Its place is kept while the drawing is loaded. */
export function TimeChart({ label, data, format, heightPx = 240 }: TimeChartProps) {
  return (
    <figure className="chart" aria-label={label}>
      <figcaption className="chart-legend">
        {data.series.map(({ name, look }) => (
          <span key={name} className="chart-legend-one">
            <span className={`chart-mark chart-mark-${look}`} aria-hidden="true" />
            {name}
          </span>
        ))}
      </figcaption>
      <Suspense fallback={<div className="chart-plot" style={{ height: heightPx }} />}>
        <Plot {...{ label, data, format, heightPx }} />
      </Suspense>
      <details className="chart-details">
        <summary>{t("Show as a table")}</summary>
        <ChartTable {...{ label, data, format }} />
      </details>
    </figure>
  );
}
