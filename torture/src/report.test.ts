import { expect, test } from "vitest";
import type { Violation } from "./check/violation.ts";
import { failuresOf, lastLineOf, tableOf, totalsOf } from "./report.ts";
import type { CaseOutcome } from "./run-case.ts";

const violation = (invariant: string, kind: Violation["kind"], length: number): Violation => ({
  ...{ invariant, kind, what: `${invariant} of ${length}` },
  history: Array.from({ length }, (_, n) => `step ${n}`),
});

const outcome = (more: Partial<CaseOutcome>): CaseOutcome => ({
  ...{ id: "F1", title: "kill", status: "passed", seconds: 1, kept: null },
  ...{ accepted: 10, violations: [], figures: { kills: 40 } },
  ...more,
});

test("ends with the true counts", () => {
  const lost = [violation("I1", "lost", 3), violation("I1", "lost", 1)];
  const failed = outcome({ id: "F4", status: "failed", violations: lost, accepted: 5 });
  expect(lastLineOf(totalsOf([outcome({})]))).toBe("accepted 10, lost 0, duplicated 0");
  expect(lastLineOf(totalsOf([outcome({}), failed]))).toBe("accepted 15, lost 2, duplicated 0");
  expect(totalsOf([outcome({}), failed]).hasFailed).toBe(true);
});

test("tells the shortest history of each broken promise, and how to see it again", () => {
  const violations = [violation("I1", "lost", 3), violation("I1", "lost", 1)];
  const text = failuresOf([outcome({ status: "failed", violations, kept: "/tmp/x" })], {
    seed: 7,
    isQuick: true,
  });
  expect(text).toContain("--seed 7 --only F1");
  expect(text).toContain("I1 of 1");
  expect(text).not.toContain("I1 of 3");
});

test("lists every case with what it counted", () => {
  const table = tableOf([outcome({}), outcome({ id: "F4", status: "skipped" })]);
  expect(table.split("\n")).toHaveLength(2);
  expect(table).toMatch(/F1 .*passed.*10 accepted, kills 40/);
});
