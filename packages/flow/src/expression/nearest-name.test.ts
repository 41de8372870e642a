import { expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

const names = ["Concat", "Sum", "GetValue", "IsGreater", "IsGreaterOrEqual", "If"];

test.each([
  ["concat", "Concat"],
  ["Concatenate", "Concat"],
  ["Sums", "Sum"],
  ["GetVlaue", "GetValue"],
  ["IsGrater", "IsGreater"],
  ["iff", "If"],
  ["Xyzzy", undefined],
  ["x", undefined],
  ["G".repeat(41), undefined],
])("%s probably means %s", (written, meant) => {
  expect(nearestName(written, names)).toBe(meant);
});
