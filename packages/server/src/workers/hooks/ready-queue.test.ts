import { expect, test } from "vitest";
import type { Owed } from "./lane.ts";
import { ReadyQueue } from "./ready-queue.ts";

const item = (seq: number, isReleased: boolean, attempts: number) =>
  ({ seq, isReleased, attempts }) as Owed;

function drained(queue: ReadyQueue): number[] {
  const seqs: number[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) seqs.push(next.seq);
  return seqs;
}

test("gives first attempts and what holds its lane before repeats of what was released", () => {
  const queue = new ReadyQueue();
  queue.push(item(1, true, 1));
  queue.push(item(2, false, 0));
  queue.push(item(3, false, 4));
  queue.push(item(4, true, 0));
  expect(queue.size).toBe(4);
  expect(drained(queue)).toEqual([2, 3, 4, 1]);
  expect(queue.size).toBe(0);
});

test("lets a repeat go after seven others, so that it goes at last", () => {
  const queue = new ReadyQueue();
  for (const seq of [101, 102]) queue.push(item(seq, true, 1));
  for (let seq = 1; seq <= 16; seq += 1) queue.push(item(seq, false, 0));
  expect(drained(queue)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 101],
    ...[8, 9, 10, 11, 12, 13, 14, 102],
    ...[15, 16],
  ]);
});

test("drops what is not kept of both", () => {
  const queue = new ReadyQueue();
  for (const seq of [1, 2]) queue.push(item(seq, true, 1));
  for (const seq of [3, 4]) queue.push(item(seq, false, 0));
  queue.keep(({ seq }) => seq % 2 === 0);
  expect(drained(queue)).toEqual([4, 2]);
});
