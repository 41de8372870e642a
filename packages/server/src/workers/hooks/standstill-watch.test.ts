import { expect, test } from "vitest";
import { StandstillWatch } from "./standstill-watch.ts";

const owing = (...hooks: readonly [number, number][]) =>
  hooks.map(([hookId, readyMs]) => ({ hookId, readyMs }));

test("tells of hooks once nothing of what is due has moved for 45 seconds", () => {
  const watch = new StandstillWatch(0);
  expect(watch.note(owing([1, 0]), 1_000)).toEqual([]);
  expect(watch.note(owing([1, 0], [2, 40_000]), 45_999)).toEqual([]);
  expect(watch.note(owing([1, 0], [2, 40_000]), 46_000)).toEqual([1]);
});

test("waits anew whenever anything has moved, of whichever hook", () => {
  const watch = new StandstillWatch(0);
  watch.note(owing([1, 0], [2, 0]), 1_000);
  expect(watch.note(owing([1, 0], [2, 30_000]), 40_000)).toEqual([]);
  expect(watch.note(owing([1, 0]), 50_000)).toEqual([]);
  expect(watch.note(owing([1, 0]), 94_000)).toEqual([]);
  expect(watch.note(owing([1, 0]), 95_000)).toEqual([1]);
});

test("tells nothing of what is due later", () => {
  const watch = new StandstillWatch(0);
  watch.note(owing([1, 500_000]), 0);
  expect(watch.note(owing([1, 500_000]), 400_000)).toEqual([]);
});
