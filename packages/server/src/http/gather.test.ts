import { expect, test } from "vitest";
import { createGathering } from "./gather.ts";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("what one turn of the event loop brings begins together, in order; what comes then, with the next", async () => {
  const gather = createGathering();
  const begun: string[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    if (name === "first") gather(() => begun.push("from the first"));
    queueMicrotask(() => begun.push(`after ${name}`));
  };
  gather(work("first"));
  await Promise.resolve();
  process.nextTick(() => gather(work("second")));
  await Promise.resolve();
  expect(begun).toEqual([]);
  await nextTurn();
  expect(begun).toEqual(["first", "second", "after first", "after second"]);
  await nextTurn();
  expect(begun.at(-1)).toBe("from the first");
});
