import { t } from "../words.ts";
import type { ChartData, ChartFormat } from "./chart-series.ts";

export interface ChartTableProps {
  readonly label: string;
  readonly data: ChartData;
  readonly format: ChartFormat;
}

/** A chart's figures, the newest first. */
export function ChartTable({ label, data: { times, series }, format }: ChartTableProps) {
  const rows = times.map((seconds, at) => ({ seconds, at })).toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="chart-table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("Time")}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ seconds, at }) => (
            <tr key={seconds}>
              <th scope="row">{format.time(seconds)}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{written(values[at], format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function written(value: number | null | undefined, format: ChartFormat): string {
  return value === null || value === undefined ? "–" : format.value(value);
}
