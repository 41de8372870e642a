import { expect, test } from "vitest";
import { nextFrames } from "./use-preview-frames.ts";

test("the frame that is seen stays until a newer one has drawn; what was drawn in between goes", () => {
  const first = nextFrames([], "a");
  const second = nextFrames(first, "b");
  const third = nextFrames(second, "c");
  expect(second.map(({ config }) => config)).toEqual(["a", "b"]);
  expect(third.map(({ config }) => config)).toEqual(["a", "c"]);
  expect(new Set([...second, ...third].map(({ key }) => key)).size).toBe(3);
  expect(nextFrames(third, "c")).toBe(third);
});
