import type { InsightsAnswer } from "@parley/contract";
import type { ReactNode } from "react";
import { Sparkline } from "../../../ui/sparkline.tsx";
import { t } from "../../../ui/words.ts";
import { ChangeBadge } from "../change-badge.tsx";
import { Figure } from "../figure.tsx";
import { changeOf } from "../model/change.ts";
import { type Metric, metricName, metrics, openNowWords } from "../model/metrics.ts";
import { exactCount, percent, writeDuration } from "../model/write-figure.ts";
import "./metric-tiles.css";

export interface MetricTilesProps {
  readonly insights: InsightsAnswer;
  readonly before: InsightsAnswer | undefined;
  readonly metric: Metric;
  readonly onMetric: (metric: Metric) => void;
  /** The time that figures are compared with. */
  readonly than: string;
}

/** The totals that matter. Those that are counted over time choose what the chart shows. */
export function MetricTiles({ insights, before, metric, onMetric, than }: MetricTilesProps) {
  return (
    <ul className="tiles">
      {metrics.map((one) => (
        <li key={one}>
          <button
            type="button"
            className="tile tile-choice"
            aria-pressed={one === metric}
            onClick={() => onMetric(one)}
          >
            <TileWords
              name={metricName(one)}
              figure={<Figure count={insights.totals[one]} />}
              beside={
                <>
                  {one === "completed" && insights.totals.completion !== null && (
                    <Rate share={insights.totals.completion} />
                  )}
                  <ChangeBadge
                    change={changeOf(insights.totals[one], before?.totals[one] ?? null)}
                    than={than}
                  />
                </>
              }
            />
            <Sparkline
              values={insights.series.map((point) => point[one])}
              label={t("{name} over time", { name: metricName(one) })}
            />
          </button>
        </li>
      ))}
      <li>
        <TimeToComplete time={insights.time_to_complete} />
      </li>
      <li>
        <Waiting totals={insights.totals} />
      </li>
    </ul>
  );
}

function Rate({ share }: { readonly share: number }) {
  return (
    <span className="tile-rate" title={t("Completed per conversation begun")}>
      {percent(share)}
    </span>
  );
}

function TimeToComplete({ time }: { readonly time: InsightsAnswer["time_to_complete"] }) {
  const { count, median_seconds: median } = time;
  return (
    <div className="tile">
      <TileWords
        name={t("Time to complete")}
        figure={median === null ? "–" : writeDuration(median)}
        beside={null}
      />
      {median !== null && (
        <span className="tile-under" title={t("From the first block to the end, within a tenth")}>
          {t("Median of {count}", { count: exactCount(count) })}
        </span>
      )}
    </div>
  );
}

function Waiting({ totals }: { readonly totals: InsightsAnswer["totals"] }) {
  const { waiting, dropped, ended } = totals;
  return (
    <div className="tile">
      <TileWords
        name={t("Open now")}
        about={openNowWords()}
        figure={<Figure count={waiting} />}
        beside={
          ended > 0 && (
            <span className="tile-under" title={t("They stand where nothing leads on")}>
              {t("{count} at an end", { count: exactCount(ended) })}
            </span>
          )
        }
      />
      <span className="tile-under" title={t("Nothing has happened with them for 24 hours")}>
        {dropped === 0
          ? t("None silent for 24 h")
          : t("{count} silent for 24 h", { count: exactCount(dropped) })}
      </span>
    </div>
  );
}

interface TileWordsProps {
  readonly name: string;
  /** What it counts, where the name alone could be taken for something else. */
  readonly about?: string;
  readonly figure: ReactNode;
  readonly beside: ReactNode;
}

function TileWords({ name, about, figure, beside }: TileWordsProps) {
  return (
    <>
      <span className="tile-name" title={about}>
        {name}
      </span>
      <span className="tile-line">
        <span className="tile-figure">{figure}</span>
        {beside}
      </span>
    </>
  );
}
