import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { readChartColours } from "./chart-colours.ts";
import { type ChartData, type ChartFormat, wordsAt } from "./chart-series.ts";
import { type PlotSize, plotLines, plotOptions } from "./plot-options.ts";
import { PlotTip, type PointedAt } from "./plot-tip.tsx";
import { useThemeSign } from "./use-theme-sign.ts";

export interface PlotProps {
  readonly label: string;
  readonly data: ChartData;
  readonly format: ChartFormat;
  readonly heightPx: number;
}

/** The drawn part of a chart over time. Arrow keys go from moment to moment, as a pointer does. */
export function Plot({ label, data, format, heightPx }: PlotProps) {
  const [pointed, setPointed] = useState<PointedAt | null>(null);
  const { host, plot, widthPx } = usePlot({ data, format, heightPx }, setPointed);
  const last = data.times.length - 1;
  const point = (at: number) => {
    const seconds = data.times[at];
    if (plot.current && seconds !== undefined)
      plot.current.setCursor({ left: plot.current.valToPos(seconds, "x"), top: 0 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = pointTo(event.key, pointed?.at ?? null, last);
    if (to === undefined) return;
    event.preventDefault();
    if (to === null) plot.current?.setCursor({ left: -10, top: -10 });
    else point(to);
  };
  return (
    <div
      className="chart-plot"
      dir="ltr"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(last, 0)}
      aria-valuenow={pointed?.at ?? Math.max(last, 0)}
      aria-valuetext={wordsAt(data, format, pointed?.at ?? last)}
      onKeyDown={onKeyDown}
      onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })}
      style={{ height: heightPx }}
    >
      <div ref={host} className="chart-canvas" />
      {pointed && <PlotTip {...{ data, format, pointed, widthPx }} />}
    </div>
  );
}

/** Where a key leads: to a moment, away (`null`), or nowhere. */
export function pointTo(key: string, at: number | null, last: number): number | null | undefined {
  if (key === "Escape") return null;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key === "ArrowLeft" || key === "ArrowDown") return Math.max(0, (at ?? last + 1) - 1);
  if (key === "ArrowRight" || key === "ArrowUp") return Math.min(last, (at ?? last - 1) + 1);
  return undefined;
}

function usePlot(
  { data, format, heightPx }: Omit<PlotProps, "label">,
  onPoint: (pointed: PointedAt | null) => void,
) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [widthPx, setWidth] = useState(0);
  const theme = useThemeSign();
  useEffect(() => {
    if (!host.current) return;
    const watcher = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(entry?.contentRect.width ?? 0)),
    );
    watcher.observe(host.current);
    return () => watcher.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is not named below, but its colours are read
  useEffect(() => {
    if (!host.current || widthPx === 0 || !canPaint()) return;
    const made = draw(host.current, data, format, { widthPx, heightPx }, onPoint);
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
      onPoint(null);
    };
  }, [data, format, widthPx, heightPx, theme, onPoint]);
  return { host, plot, widthPx };
}

function draw(
  host: HTMLElement,
  data: ChartData,
  format: ChartFormat,
  size: PlotSize,
  onPoint: (pointed: PointedAt | null) => void,
): uPlot {
  const tell = ({ cursor, valToPos, bbox }: uPlot) => {
    const seconds = typeof cursor.idx === "number" ? data.times[cursor.idx] : undefined;
    const isAway = seconds === undefined || typeof cursor.left !== "number" || cursor.left < 0;
    if (isAway || typeof cursor.idx !== "number") return onPoint(null);
    onPoint({ at: cursor.idx, leftPx: valToPos(seconds, "x") + bbox.left / uPlot.pxRatio });
  };
  const options = plotOptions(data, format, readChartColours(host), size);
  return new uPlot({ ...options, hooks: { setCursor: [tell] } }, plotLines(data), host);
}

/** Where there is no canvas, the table behind the chart says it all. */
function canPaint(): boolean {
  return document.createElement("canvas").getContext("2d") !== null;
}
