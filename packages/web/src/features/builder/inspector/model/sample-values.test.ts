import { evaluate, parseFormula } from "@parley/flow";
import { expect, test } from "vitest";
import { sampleScope, sampleValue } from "./sample-values.ts";

const world = {
  ...{ botId: 7, origin: "https://chat.example", zone: "UTC", language: "en" },
  nowMs: Date.UTC(2026, 1, 28, 20),
};

test("reads samples by the declared type, else by what they look like", () => {
  expect(sampleValue("42", "string")).toBe("42");
  expect(sampleValue("42", "integer")).toBe(42);
  expect(sampleValue("soon", "date")).toBe("soon");
  expect(
    ["42", "-1.5", "true", '{"a":1}', "[1", "007", "Ann", ""].map((it) => sampleValue(it, null)),
  ).toEqual([42, -1.5, true, { a: 1 }, "[1", "007", "Ann", undefined]);
});

test("a formula reads samples before system variables, and both by name", () => {
  const scope = sampleScope(
    { price: "40", today: "2020-01-01" },
    new Map([["price", "integer"]]),
    world,
  );
  const run = (formula: string) => {
    const parsed = parseFormula(formula);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const result = evaluate(parsed.tree, scope);
    return result.ok ? result.value : result.error.code;
  };
  expect(run("@price + 2")).toBe(42);
  expect(run("@today")).toBe("2020-01-01");
  expect(run("@yesterday")).toBe("2026-02-27");
  expect(run("@nothing")).toBeNull();
});

test("what a conversation would know has a likely value: this bot, this place, the flow's own day", () => {
  const { field } = sampleScope({}, new Map(), { ...world, zone: "Asia/Tokyo" });
  expect(["bot_id", "id", "today", "tomorrow", "resume_url", "resume_url_pay"].map(field)).toEqual([
    ...[7, 10_000_000, "2026-03-01", "2026-03-02"],
    ...Array(2).fill("https://chat.example/v1/resume/sample/"),
  ]);
  expect(sampleScope({}, new Map(), { ...world, zone: "Mars/Base" }).field("today")).toBe(
    "2026-02-28",
  );
});
