/** One line of a chart. */
export interface ChartSeries {
  readonly name: string;
  /** One for each moment; `null`: nothing is known. */
  readonly values: readonly (number | null)[];
  /** `area`: what the chart is about; `line`: beside it; `past`: what it is compared with. */
  readonly look: "area" | "line" | "past";
}

/** What a chart over time is made of. */
export interface ChartData {
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  /** The last moment is not over: what leads to it is drawn as what may still change. */
  readonly isOpen: boolean;
}

/** How a chart writes its figures. Kept from one drawing to the next, so that nothing is drawn for nothing. */
export interface ChartFormat {
  /** A moment in full, as the tooltip and the table name it. */
  readonly time: (seconds: number) => string;
  /** A moment below the axis; `stepSeconds` is what lies between two marks. */
  readonly tick: (seconds: number, stepSeconds: number) => string;
  readonly value: (value: number) => string;
  /** A value beside the axis, as short as can be. */
  readonly mark: (value: number) => string;
  /** Marks stand at the hours and days of this zone: `UTC`, or `null` for the reader's own. */
  readonly timeZone: "UTC" | null;
}

/** Everything that a chart says about one moment, in words. */
export function wordsAt({ times, series }: ChartData, format: ChartFormat, at: number): string {
  const seconds = times[at];
  if (seconds === undefined) return "";
  const told = series.flatMap(({ name, values }) => {
    const value = values[at];
    return value === null || value === undefined ? [] : [`${name} ${format.value(value)}`];
  });
  return `${format.time(seconds)}: ${told.join(", ")}`;
}
