import { expect, test } from "vitest";
import { giveBackMemory } from "./give-back-memory.ts";

/** A reference that does not keep what it leads to. */
const abandoned = (): WeakRef<object> => new WeakRef({ from: "the start" });

test("takes away what nobody holds any more, once nothing goes on", async () => {
  const left = abandoned();
  const kept = { from: "now" };
  const held = new WeakRef(kept);
  expect(await giveBackMemory()).toBe(true);
  expect(left.deref()).toBeUndefined();
  expect(held.deref()).toBe(kept);
  expect(globalThis.gc).toBeUndefined();
});

test("leaves a program alone that is at work", async () => {
  let isOver = false;
  const work = () => {
    const until = performance.now() + 2;
    while (performance.now() < until);
    if (!isOver) setTimeout(work, 4);
  };
  work();
  expect(await giveBackMemory()).toBe(false);
  isOver = true;
});
