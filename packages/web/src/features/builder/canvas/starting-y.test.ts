import { expect, test } from "vitest";
import { startingY } from "./starting-y.ts";

const onScreen = (canvasPx: number, topPx: number, heightPx: number, startPx: number) => {
  const y = startingY(canvasPx, { topPx, heightPx }, startPx);
  return { top: topPx + y, start: startPx + y, bottom: topPx + heightPx + y };
};

test("a flow that fits stands in the middle", () => {
  expect(onScreen(800, -50, 300, 40)).toEqual({ top: 250, start: 340, bottom: 550 });
});

test("a higher one begins at its top, with its start in sight", () => {
  expect(onScreen(800, 100, 2000, 300)).toMatchObject({ top: 48, start: 248 });
});

test("where the start stands far below the top, it comes to the middle", () => {
  expect(onScreen(800, 0, 2000, 1500)).toMatchObject({ start: 400 });
});

test("a start above the middle goes no further down for it", () => {
  expect(onScreen(800, 0, 2000, 0)).toMatchObject({ top: 48, start: 48 });
});
