import { expect, test } from "vitest";
import type { FoundProblem } from "./found-problem.ts";
import { groupProblems } from "./problem-groups.ts";

const found = (block: string | undefined, code: string, more: Partial<FoundProblem> = {}) => ({
  ...{ path: `blocks.${block}`, code, message: code, hint: "", isWarning: false, ...more },
  ...(block !== undefined && { block }),
});

test("the block with something wrong comes before one that waits to be filled in, and that before a warning", () => {
  const problems = [
    found("odd", "odd", { isWarning: true }),
    found("new", "empty", { isToFill: true }),
    found("bad", "unmeant", { isWarning: true }),
    found("bad", "unset", { isToFill: true }),
    found("bad", "wrong"),
    found(undefined, "no start"),
  ];
  const told = groupProblems(problems).map(({ block, problems }) => [
    block,
    ...problems.map(({ code }) => code),
  ]);
  expect(told).toEqual([
    ["bad", "wrong", "unset", "unmeant"],
    [null, "no start"],
    ["new", "empty"],
    ["odd", "odd"],
  ]);
});
