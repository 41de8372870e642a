import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { type ChartData, type ChartFormat, wordsAt } from "./chart-series.ts";
import { pointTo } from "./plot.tsx";
import { plotLines } from "./plot-options.ts";
import { TimeChart } from "./time-chart.tsx";

const format: ChartFormat = {
  time: (seconds) => `hour ${seconds}`,
  tick: String,
  value: (value) => value.toFixed(1),
  mark: String,
  timeZone: "UTC",
};
const data: ChartData = {
  times: [1, 2, 3],
  series: [
    { name: "Boats", values: [4, 5, 6], look: "area" },
    { name: "Before", values: [7, null, 9], look: "past" },
  ],
  isOpen: false,
};

test("Keys go from moment to moment and stop at both ends", () => {
  expect(pointTo("ArrowRight", 1, 2)).toBe(2);
  expect(pointTo("ArrowRight", 2, 2)).toBe(2);
  expect(pointTo("ArrowLeft", 0, 2)).toBe(0);
  expect(pointTo("Home", 2, 2)).toBe(0);
  expect(pointTo("End", 0, 2)).toBe(2);
  expect(pointTo("Escape", 1, 2)).toBeNull();
  expect(pointTo("a", 1, 2)).toBeUndefined();
});

test("Whoever comes by keys begins at the newest moment", () => {
  expect(pointTo("ArrowLeft", null, 2)).toBe(2);
  expect(pointTo("ArrowRight", null, 2)).toBe(2);
});

test("A moment is told in words, without what is not known", () => {
  expect(wordsAt(data, format, 0)).toBe("hour 1: Boats 4.0, Before 7.0");
  expect(wordsAt(data, format, 1)).toBe("hour 2: Boats 5.0");
  expect(wordsAt(data, format, 9)).toBe("");
});

test("The way to a moment that is not over is a line of its own", () => {
  expect(plotLines(data)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7, null, 9],
  ]);
  expect(plotLines({ ...data, isOpen: true })).toEqual([
    [1, 2, 3],
    [4, 5, null],
    [7, null, 9],
    [null, 5, 6],
  ]);
});

test("Behind the drawing stands a table with every figure, the newest first", async () => {
  render(<TimeChart label="Boats by the hour" data={data} format={format} />);
  const rows = within(screen.getByRole("table", { hidden: true })).getAllByRole("row", {
    hidden: true,
  });
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    "TimeBoatsBefore",
    "hour 36.09.0",
    "hour 25.0–",
    "hour 14.07.0",
  ]);
  const plot = await screen.findByRole("slider", { name: "Boats by the hour" });
  expect(plot.getAttribute("aria-valuetext")).toBe("hour 3: Boats 6.0, Before 9.0");
});
