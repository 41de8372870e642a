import { expect, test } from "vitest";
import { createHandClock } from "../../http/testing/hand-ports.ts";
import { keepAnswers } from "./keep-answers.ts";

function open(tookMs: number) {
  const clock = createHandClock(0);
  const kept = keepAnswers<number>(clock.nowMs);
  let made = 0;
  const make = async () => {
    clock.advance(tookMs);
    made += 1;
    return made;
  };
  return { clock, ask: (question: string, world: string) => kept.of(question, world, make) };
}

test("the same question in the same world is answered once, for whoever asks", async () => {
  const { ask, clock } = open(0);
  expect(await Promise.all([ask("a", "1"), ask("a", "1")])).toEqual([1, 1]);
  clock.advance(60_000);
  expect(await ask("a", "1")).toBe(1);
  expect(await ask("b", "1")).toBe(2);
});

test("a cheap answer is made anew as soon as the world has changed", async () => {
  const { ask } = open(0);
  await ask("a", "1");
  expect(await ask("a", "2")).toBe(2);
});

test("a dear answer holds for fifty times as long as it took to make", async () => {
  const { ask, clock } = open(60);
  await ask("a", "1");
  clock.advance(2_999);
  expect(await ask("a", "2")).toBe(1);
  clock.advance(1);
  expect(await ask("a", "2")).toBe(2);
});

test("a failure is not kept", async () => {
  const kept = keepAnswers<number>(() => 0);
  await expect(kept.of("a", "1", () => Promise.reject(new Error("disk")))).rejects.toThrow("disk");
  expect(await kept.of("a", "1", async () => 5)).toBe(5);
});
