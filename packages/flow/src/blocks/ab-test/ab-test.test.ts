import { expect, test } from "vitest";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { abTest } from "./ab-test.ts";

const customers = Array.from({ length: 10_000 }, (_, index) => 10_000_001 + index);

function split(params: unknown, blockId = "split0001"): Map<number, string> {
  const block = blockOf(abTest, params, blockId);
  return new Map(
    customers.map((id) => {
      const outcome = abTest.enter(block, fakeTurn({ id }));
      return [id, outcome.kind === "leave" ? outcome.output : ""];
    }),
  );
}

const shareOf = (choices: Map<number, string>, option: string) =>
  [...choices.values()].filter((it) => it === option).length / choices.size;

const weighted = (...weights: number[]) => ({
  options: weights.map((weight, index) => ({ id: `o${index}`, weight })),
});

test("gives each option its percent of neighbouring customer numbers", () => {
  const choices = split(weighted(50, 30, 20));
  expect(shareOf(choices, "o0")).toBeCloseTo(0.5, 1.5);
  expect(shareOf(choices, "o1")).toBeCloseTo(0.3, 1.5);
  expect(shareOf(choices, "o2")).toBeCloseTo(0.2, 1.5);
});

test("sends a customer the same way each time", () => {
  expect(split(weighted(50, 50))).toEqual(split(weighted(50, 50)));
});

test("splits independently in two blocks", () => {
  const first = split(weighted(50, 50), "first");
  const second = split(weighted(50, 50), "second");
  const same = customers.filter((id) => first.get(id) === second.get(id)).length;
  expect(same / customers.length).toBeCloseTo(0.5, 1.5);
});

test("moves only the customers between the borders when the weights change", () => {
  const before = split(weighted(50, 50));
  const after = split(weighted(60, 40));
  const moved = customers.filter((id) => before.get(id) !== after.get(id));
  expect(moved.every((id) => before.get(id) === "o1" && after.get(id) === "o0")).toBe(true);
  expect(moved.length / customers.length).toBeCloseTo(0.1, 1.5);
});

test("never chooses an option of weight zero, wherever it stands", () => {
  expect(shareOf(split(weighted(0, 100, 0)), "o1")).toBe(1);
});

test("leads every customer somewhere when fractions sum to a hair under 100", () => {
  const params = weighted(33.3333333, 33.3333333, 33.3333333);
  expect(codesOf(abTest, params)).toEqual([]);
  expect([...split(params).values()]).not.toContain("");
});

test("refuses weights that do not sum to 100, and two options of one name", () => {
  expect(codesOf(abTest, weighted(50, 40))).toEqual(["weights-not-100"]);
  const twins = {
    options: [
      { id: "a", weight: 50 },
      { id: "a", weight: 50 },
    ],
  };
  expect(codesOf(abTest, twins)).toEqual(["duplicate-output"]);
  expect(codesOf(abTest, weighted(100))).toEqual(["schema"]);
});
