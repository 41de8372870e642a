import { rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import type { Violation } from "./check/violation.ts";
import { readOptions } from "./options.ts";
import { runCase } from "./run-case.ts";
import type { CaseResult, TortureCase } from "./torture-case.ts";

const sound: CaseResult = { accepted: 3, violations: [], figures: {} };
const lost: Violation = { invariant: "I1", kind: "lost", what: "gone", history: [] };

const caseOf = (run: TortureCase["run"], more: Partial<TortureCase> = {}): TortureCase => ({
  ...{ id: "X1", title: "a case", needs: [], mostSeconds: 10, run },
  ...more,
});
const kept: string[] = [];
afterAll(() => {
  for (const folder of kept) rmSync(folder, { recursive: true, force: true });
});

async function outcomeOf(it: TortureCase, mustRunAll = false) {
  const outcome = await runCase(it, { seed: 1, isQuick: true, mustRunAll }, () => {});
  if (outcome.kept !== null) kept.push(outcome.kept);
  return outcome;
}

test("passes a case that finds nothing, and fails one that does", async () => {
  expect(await outcomeOf(caseOf(async () => sound))).toMatchObject({
    status: "passed",
    kept: null,
  });
  const failed = await outcomeOf(caseOf(async () => ({ ...sound, violations: [lost] })));
  expect(failed).toMatchObject({ status: "failed", violations: [lost] });
  expect(failed.kept).toContain("torture-X1-");
});

test("fails a case that throws, and one that does not come to its end", async () => {
  const thrown = await outcomeOf(caseOf(() => Promise.reject(new Error("no server"))));
  expect(thrown).toMatchObject({ status: "failed", violations: [{ invariant: "progress" }] });
  const endless = caseOf(() => new Promise(() => {}), { mostSeconds: 0.05 });
  expect(await outcomeOf(endless)).toMatchObject({ status: "failed" });
});

test("skips a case whose tool is missing, but fails it where all must run, and names the package", async () => {
  const needs = [{ debianPackage: "strace", isThere: () => false }];
  const it = caseOf(async () => sound, { needs });
  expect(await outcomeOf(it)).toMatchObject({ status: "skipped", violations: [] });
  const failed = await outcomeOf(it, true);
  expect(failed.status).toBe("failed");
  expect(failed.violations[0]?.what).toContain("strace");
});

test("gives the same dice for the same seed", async () => {
  const rolls: number[] = [];
  const it = caseOf(async ({ random }) => {
    rolls.push(random.next());
    return sound;
  });
  await outcomeOf(it);
  await outcomeOf(it);
  expect(rolls[0]).toBe(rolls[1]);
});

test("reads what is to be run", () => {
  const read = (...args: string[]) => readOptions(args, { PARLEY_TEST_ALL: "1" }, () => 5);
  expect(read("--quick")).toEqual({
    seed: 5,
    isQuick: true,
    only: [],
    mustRunAll: true,
  });
  expect(read("--seed", "7", "--only", "f1,F4")).toMatchObject({ seed: 7, only: ["F1", "F4"] });
  expect(() => read("--seed", "seven")).toThrow(/whole number/);
});
