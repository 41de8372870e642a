import { expect, test } from "vitest";
import { readBody } from "../read-body.ts";
import { corpus } from "./corpus.ts";
import type { Expected } from "./corpus-case.ts";

const cases = corpus();

test("the corpus has at least 300 cases, each under its own name", () => {
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

test.each(cases)("$name", ({ expected, ...body }) => {
  expect(outcomeOf(body, expected)).toEqual(expected);
});

function outcomeOf(body: Parameters<typeof readBody>[0], expected: Expected): Expected {
  const outcome = readBody(body);
  if (outcome.ok) return { stored: JSON.stringify(outcome.value) };
  const { status, path } = outcome.refusal;
  return path === undefined || !("path" in expected) ? { status } : { status, path };
}
