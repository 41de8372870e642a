import { expect, test, vi } from "vitest";
import { giveBackMemory } from "./give-back-memory.ts";

test("has everything collected once, when nothing goes on", async () => {
  const collect = vi.fn<(how: NodeJS.GCOptions) => void>();
  expect(await giveBackMemory(collect)).toBe(true);
  expect(collect.mock.calls).toEqual([[{ type: "major", flavor: "last-resort" }]]);
});

test("leaves a program alone that is at work", async () => {
  const collect = vi.fn<(how: NodeJS.GCOptions) => void>();
  let isOver = false;
  const work = () => {
    const until = performance.now() + 2;
    while (performance.now() < until);
    if (!isOver) setTimeout(work, 4);
  };
  work();
  expect(await giveBackMemory(collect)).toBe(false);
  isOver = true;
  expect(collect).not.toHaveBeenCalled();
});

test("does nothing in a program that was not started for it", async () => {
  expect(await giveBackMemory(undefined)).toBe(false);
});
