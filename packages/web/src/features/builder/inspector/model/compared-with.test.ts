import { expect, test } from "vitest";
import { comparedWith } from "./compared-with.ts";

test.each([
  ["42", 42],
  ["-1.5", -1.5],
  ["true", true],
  ["false", false],
  ["007", "007"],
  ["1.", "1."],
  ["1e3", "1e3"],
  ["", ""],
  [" 1", " 1"],
  ["Infinity", "Infinity"],
  ["@age", "@age"],
])("reads %j as %j", (text, value) => {
  expect(comparedWith(text)).toBe(value);
});
