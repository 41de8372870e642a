import { expect, test } from "vitest";
import { createGathering } from "./gather.ts";

const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve));

async function turnsOfLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await turnOfLoop();
}

test("begins what has come together and in order, once a turn of the event loop brings no more", async () => {
  const gather = createGathering();
  const begun: string[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    if (name === "first") gather(() => begun.push("from the first"));
    queueMicrotask(() => begun.push(`after ${name}`));
  };
  gather(work("first"));
  await turnOfLoop();
  gather(work("second"));
  expect(begun).toEqual([]);
  await turnsOfLoop(2);
  expect(begun).toEqual(["first", "second", "after first", "after second"]);
  await turnsOfLoop(2);
  expect(begun.at(-1)).toBe("from the first");
});

test("keeps nobody waiting for others while the loop is slow", async () => {
  let nowMs = 0;
  const gather = createGathering(() => nowMs);
  const tally = { begun: 0 };
  const turns = await oneATurn(gather, tally, () => {
    nowMs += 0.9;
  });
  expect([turns, tally.begun]).toEqual([4, 4]);
});

/** Gathers one piece a turn of the loop until some are begun, and tells after how many turns that was. */
async function oneATurn(
  gather: (work: () => void) => void,
  tally: { begun: number },
  afterEach: () => void = () => {},
): Promise<number> {
  for (let turns = 0; turns < 100; turns += 1) {
    if (tally.begun > 0) return turns;
    gather(count(tally));
    await turnOfLoop();
    afterEach();
  }
  return 100;
}

const count = (tally: { begun: number }) => (): void => {
  tally.begun += 1;
};

test("waits for no more than make a full row, and takes what came at once as a whole", async () => {
  const gather = createGathering(() => 0);
  const tally = { begun: 0 };
  await oneATurn(gather, tally);
  expect(tally.begun).toBe(16);
  for (let n = 0; n < 40; n += 1) gather(count(tally));
  await turnsOfLoop(2);
  expect(tally.begun).toBe(56);
});
