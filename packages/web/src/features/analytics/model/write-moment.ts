import type { InsightsAnswer } from "@parley/contract";
import type { ChartFormat } from "../../../ui/chart/chart-series.ts";
import { spokenLanguage } from "../../../ui/words.ts";
import { exactCount, shortCount } from "./write-figure.ts";

type Bucket = InsightsAnswer["bucket"];
type Style = Intl.DateTimeFormatOptions;

const day = 86_400;

/** How a chart of hours or days writes: hours as the reader's clock shows them, days as they are counted, in UTC. */
export function chartFormat(bucket: Bucket): ChartFormat {
  const language = spokenLanguage();
  const timeZone = bucket === "day" ? "UTC" : null;
  const write = (style: Style) => {
    const format = new Intl.DateTimeFormat(language, { ...style, ...(timeZone && { timeZone }) });
    return (seconds: number) => format.format(seconds * 1000);
  };
  const dayTick = write({ day: "numeric", month: "short" });
  const hourTick = write({ hour: "numeric" });
  return {
    time:
      bucket === "day"
        ? write({ weekday: "short", day: "numeric", month: "short", year: "numeric" })
        : write({
            weekday: "short",
            day: "numeric",
            month: "short",
            hour: "numeric",
            minute: "2-digit",
          }),
    tick: (seconds, step) =>
      step >= day || new Date(seconds * 1000).getHours() === 0
        ? dayTick(seconds)
        : hourTick(seconds),
    value: exactCount,
    mark: (value) => (value >= 1000 ? shortMark(value) : String(value)),
    timeZone,
  };
}

/** The time of day on the reader's clock: *12:04*. */
export function clockTime(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(spokenLanguage(), {
    timeStyle: "short",
  });
}

/** A span of days as one says it: *8 – 14 Nov 2026*; with hours where the span is counted by them. */
export function writeSpan(since: number, until: number, bucket: Bucket): string {
  const style: Style =
    bucket === "day"
      ? { day: "numeric", month: "short", timeZone: "UTC" }
      : { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };
  return new Intl.DateTimeFormat(spokenLanguage(), style).formatRange(since * 1000, until * 1000);
}

function shortMark(value: number): string {
  if (value >= 10_000) return shortCount(value);
  return value.toLocaleString(spokenLanguage(), { notation: "compact", maximumFractionDigits: 1 });
}
