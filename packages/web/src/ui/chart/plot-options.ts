import uPlot from "uplot";
import type { ChartColours } from "./chart-colours.ts";
import type { ChartData, ChartFormat, ChartSeries } from "./chart-series.ts";

export interface PlotSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

const axisPx = { left: 40, bottom: 28 };
const leastTop = 4;

/** How the plot is drawn. Without the library's own legend and title: what is read stands in the page. */
export function plotOptions(
  { times, series, isOpen }: ChartData,
  format: ChartFormat,
  colours: ChartColours,
  { widthPx, heightPx }: PlotSize,
): uPlot.Options {
  const { timeZone } = format;
  return {
    width: widthPx,
    height: heightPx,
    padding: [8, 24, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7, width: 2, fill: colours.area },
    },
    scales: { y: { range: (_, _least, most) => [0, Math.max(leastTop, (most ?? 0) * 1.08)] } },
    ...(timeZone !== null && {
      tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
    }),
    axes: [timeAxis(format, colours, stepOf(times)), valueAxis(format, colours)],
    series: [
      {},
      ...series.map((one) => drawn(one, colours)),
      ...(isOpen ? [openEnd(colours)] : []),
    ],
  };
}

function timeAxis(format: ChartFormat, colours: ChartColours, stepSeconds: number): uPlot.Axis {
  return {
    stroke: colours.words,
    font: colours.font,
    size: axisPx.bottom,
    space: 72,
    // Between two days that are counted as wholes there is no hour to name.
    ...(stepSeconds >= day && { incrs: daySteps }),
    grid: { show: false },
    ticks: { show: false },
    values: (_, splits, _axis, _space, step) => splits.map((at) => format.tick(at, step)),
  };
}

function valueAxis(format: ChartFormat, colours: ChartColours): uPlot.Axis {
  return {
    stroke: colours.words,
    font: colours.font,
    size: axisPx.left,
    space: 44,
    incrs: wholeSteps,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => format.mark(value)),
  };
}

const day = 86_400;
/** From 30 days on the library goes by months. */
const daySteps = [1, 2, 3, 7, 14, 30, 60, 90, 180, 365].map((days) => days * day);

function stepOf([first, second]: readonly number[]): number {
  return first === undefined || second === undefined ? 0 : second - first;
}

/** What is counted comes in whole numbers: there are no marks between them. */
const wholeSteps = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((it) => it * 10 ** power))
  .flat()
  .toSorted((a, b) => a - b);

/** What the plot is given: each line, and the way to a last moment that is not over as a line of its own. */
export function plotLines({ times, series, isOpen }: ChartData): uPlot.AlignedData {
  const last = times.length - 1;
  const main = series.find(({ look }) => look === "area");
  const lines = series.map((one) =>
    isOpen && one === main
      ? one.values.map((value, at) => (at === last ? null : value))
      : [...one.values],
  );
  const end = main?.values.map((value, at) => (at >= last - 1 ? value : null));
  return [[...times], ...lines, ...(isOpen && end ? [end] : [])];
}

function openEnd(colours: ChartColours): uPlot.Series {
  return { stroke: colours.area, width: 1.75, dash: [2, 4], points: { show: false } };
}

function drawn({ name, look }: ChartSeries, colours: ChartColours): uPlot.Series {
  const plain = { label: name, points: { show: false } };
  if (look === "area")
    return { ...plain, stroke: colours.area, fill: colours.areaFill, width: 1.75 };
  if (look === "line") return { ...plain, stroke: colours.line, width: 1.75 };
  return { ...plain, stroke: colours.past, width: 1.25, dash: [4, 4] };
}
