import { expect, test } from "vitest";
import { cpuClock } from "../testing/cpu-clock.ts";
import { checkFlow } from "./check-flow.ts";

const rule = (at: number) => ({
  ...{ left: "x", operator: "matches", right: `(?:[a-z]{9}${at}){100}` },
});
const rules = (at: number) => Array.from({ length: 20 }, (_, i) => rule(20 * at + i));
const conditions = (at: number) => ({
  kind: "conditions",
  params: { groups: [{ rules: rules(at) }] },
});
const asking = () => ({
  kind: "ask_text",
  params: { text: "Code?", field: "code", pattern: "(?:[a-z]{9}){100}" },
});

const computing = () => ({
  kind: "formula",
  params: { formula: 'RegexTest("(?:[a-z]{9}){100}", @code)' },
});

function errorsOf(count: number, block: (at: number) => object): readonly string[] {
  const blocks = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`b${at}`, block(at)]),
  );
  const { problems } = checkFlow({ format: 1, name: "Many", start: "b0", blocks });
  return problems.filter(({ isWarning }) => !isWarning).map(({ code }) => code);
}

test("a flow may have many patterns", () => {
  expect(errorsOf(2, conditions)).toEqual([]);
  expect(errorsOf(40, asking)).toEqual([]);
});

test("patterns that would take minutes to compile are refused, and compiled none of them", () => {
  const spent = cpuClock();
  expect(new Set(errorsOf(900, conditions))).toEqual(new Set(["too-many-patterns"]));
  expect(spent()).toBeLessThan(4_000);
});

test.each([asking, computing])("patterns of every kind of block count: $name", (block) => {
  expect(new Set(errorsOf(100, block))).toEqual(new Set(["too-many-patterns"]));
});
