import { expect, test } from "vitest";
import { sampleInsights } from "../testing/sample-insights.ts";
import { hasHappened, isQuiet, metricChart, readMetric } from "./metrics.ts";

const totals = {
  ...{ begun: 0, completed: 0, completion: null, goals: 0, messages_in: 0, messages_out: 0 },
  ...{ waiting: 0, dropped: 0, ended: 0 },
};

test("A chart lays the time before under the range, point for point, however long each is", () => {
  const now = sampleInsights();
  const before = sampleInsights({ series: now.series.slice(0, 5) });
  const { times, series } = metricChart("begun", now, before);
  expect(times).toEqual(now.series.map(({ at }) => at));
  expect(series.map(({ look }) => look)).toEqual(["area", "past"]);
  expect(series[1]?.values).toEqual([10, 20, 5, 15, 25, null, null]);
});

test("Without a time before there is one line", () => {
  expect(metricChart("completed", sampleInsights(), undefined).series).toHaveLength(1);
});

test("The last moment is open while counting has not come to its end", () => {
  const { until } = sampleInsights();
  const isOpen = (counted_until: number) =>
    metricChart("begun", sampleInsights({ counted_until }), undefined).isOpen;
  expect(isOpen(until - 1)).toBe(true);
  expect(isOpen(until)).toBe(false);
});

test("Quiet is where nothing happened and nobody waits", () => {
  expect(isQuiet(sampleInsights())).toBe(false);
  expect(isQuiet(sampleInsights({ totals, blocks: [] }))).toBe(true);
  expect(isQuiet(sampleInsights({ totals: { ...totals, waiting: 1 }, blocks: [] }))).toBe(false);
  expect(hasHappened(sampleInsights({ totals: { ...totals, waiting: 1 } }))).toBe(false);
  expect(hasHappened(sampleInsights())).toBe(true);
});

test("An unknown metric in the address is the first", () => {
  expect(readMetric("messages_in")).toBe("messages_in");
  expect(readMetric("constructor")).toBe("begun");
});
