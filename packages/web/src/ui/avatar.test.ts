import { expect, test } from "vitest";
import { initialsOf } from "./avatar.tsx";

test.each([
  ["Ann Larsen", "AL"],
  ["Ann Maria van der Berg", "AB"],
  ["ann@example.org", "AO"],
  ["Prince", "P"],
  ["中村 美咲", "中美"],
  ["👩‍🚀 Mission", "👩‍🚀M"],
  ["  ", "?"],
])("draws %s as %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
