import { expect, test } from "vitest";
import { createPlaces } from "./places.ts";

test("gives so many places to each, and again when one was given back", () => {
  const places = createPlaces(2);
  const [first, second] = [places.take("a"), places.take("a")];
  expect([first, second, places.take("a")]).toEqual([
    expect.any(Function),
    expect.any(Function),
    null,
  ]);
  expect(places.take("b")).not.toBeNull();
  first?.();
  expect([places.take("a") === null, places.take("a")]).toEqual([false, null]);
});

test("counts a place that is given back twice once", () => {
  const places = createPlaces(2);
  const first = places.take("a");
  places.take("a");
  first?.();
  first?.();
  expect([places.take("a") === null, places.take("a")]).toEqual([false, null]);
});

test("gives so many in all, whoever asks", () => {
  const places = createPlaces(2, 3);
  const taken = ["a", "a", "b", "c", "a"].map((key) => places.take(key));
  expect(taken.map((it) => it !== null)).toEqual([true, true, true, false, false]);
  taken[2]?.();
  expect(places.take("c")).not.toBeNull();
});
