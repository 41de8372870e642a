import { expect, test } from "vitest";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { goal } from "./goal.ts";

test("counts the milestone and goes straight on", () => {
  const turn = fakeTurn();
  const outcome = goal.enter(blockOf(goal, { name: "Signed up" }), turn);
  expect(outcome).toEqual({ kind: "leave", output: "success" });
  expect(turn.goals).toEqual(["Signed up"]);
  expect(turn.said).toEqual([]);
});

test("refuses a milestone without a name", () => {
  expect(codesOf(goal, { name: "" })).toEqual(["schema"]);
  expect(codesOf(goal, { name: "x".repeat(101) })).toEqual(["schema"]);
});
