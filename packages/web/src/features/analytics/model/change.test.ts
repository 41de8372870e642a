import { expect, test } from "vitest";
import { changeOf } from "./change.ts";

test("A figure is compared with the one before it", () => {
  expect(changeOf(150, 100)).toEqual({ kind: "up", share: 0.5 });
  expect(changeOf(25, 100)).toEqual({ kind: "down", share: 0.75 });
  expect(changeOf(0, 8)).toEqual({ kind: "down", share: 1 });
  expect(changeOf(7, 7)).toEqual({ kind: "same" });
});

test("From nothing there is no share, and nothing beside nothing says nothing", () => {
  expect(changeOf(3, 0)).toEqual({ kind: "new" });
  expect(changeOf(0, 0)).toEqual({ kind: "none" });
  expect(changeOf(3, null)).toEqual({ kind: "none" });
  expect(changeOf(null, 3)).toEqual({ kind: "none" });
});
