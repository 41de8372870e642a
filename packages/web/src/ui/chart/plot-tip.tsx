import type { ChartData, ChartFormat } from "./chart-series.ts";

/** The moment that is pointed at, by pointer or by keys. */
export interface PointedAt {
  readonly at: number;
  readonly leftPx: number;
}

export interface PlotTipProps {
  readonly data: ChartData;
  readonly format: ChartFormat;
  readonly pointed: PointedAt;
  readonly widthPx: number;
}

/** What the moment that is pointed at is about. Screen readers hear the same from the plot itself. */
export function PlotTip({ data: { times, series }, format, pointed, widthPx }: PlotTipProps) {
  const { at, leftPx } = pointed;
  const seconds = times[at];
  if (seconds === undefined) return null;
  const isRight = leftPx > widthPx / 2;
  const place = isRight ? { right: widthPx - leftPx + 12 } : { left: leftPx + 12 };
  return (
    <div className="chart-tip" aria-hidden="true" style={place}>
      <div className="chart-tip-time">{format.time(seconds)}</div>
      {series.map(({ name, values, look }) => {
        const value = values[at];
        return (
          <div key={name} className="chart-tip-row">
            <span className={`chart-mark chart-mark-${look}`} />
            <span>{name}</span>
            <span className="chart-tip-value">
              {value === null || value === undefined ? "–" : format.value(value)}
            </span>
          </div>
        );
      })}
    </div>
  );
}
