import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createHandClock } from "../http/testing/hand-ports.ts";
import type { NewTask } from "../ports/tasks.ts";
import { customerWith, task, written } from "../stores/contract/samples.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { type Perform, startTaskLoop, type TaskLoop } from "./task-loop.ts";

const startMs = Date.UTC(2026, 10, 21);
const loops: TaskLoop[] = [];

afterEach(async () => {
  for (const loop of loops.splice(0)) void loop.stop(0);
  await nextTurn();
});

/** A loop over a memory store; `timer` is what its tasks do. */
function start(timer: Perform) {
  const clock = createHandClock(startMs);
  const store = openMemoryStore({ clock });
  const begin = () => {
    const loop = startTaskLoop({ store, clock, performers: { timer }, report: () => {} });
    loops.push(loop);
    return loop;
  };
  let next = 1;
  const owe = async (
    count: number,
    hostOf: (at: number) => string,
    more: Partial<NewTask> = {},
  ) => {
    const id = next++;
    const newTasks = Array.from({ length: count }, (_, n) =>
      task(id, `t${n}`, { dueMs: clock.nowMs(), host: hostOf(n), ...more }),
    );
    await customerWith(store, id, { newTasks });
  };
  const done = (ref: Parameters<Perform>[0]) => written(store, { finishes: ref });
  return { clock, store, begin, owe, done };
}

/** Lets everything run that needs no more time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

test.each([
  { about: "1,024 calls", most: 1024, hosts: 32 },
  { about: "64 calls of one server", most: 64, hosts: 1 },
  { about: "256 others", most: 256, hosts: 0 },
])(
  "runs at most $about at once and takes up the rest as places become free",
  async ({ most, hosts }) => {
    let running = 0;
    let mostSeen = 0;
    let performed = 0;
    const finish: (() => void)[] = [];
    const { clock, begin, owe, done } = start(async (it) => {
      running += 1;
      mostSeen = Math.max(mostSeen, running);
      await new Promise<void>((resolve) => finish.push(resolve));
      running -= 1;
      performed += 1;
      await done(it);
    });
    // More than the loop may have, over several conversations, as one turn owes few.
    const owed = Math.ceil(most / 100) * 100 + 100;
    for (let n = 0; n < owed / 100; n += 1) {
      await owe(100, (at) => (hosts === 0 ? "" : `https://h${at % hosts}.example`));
    }
    begin();
    await expect.poll(() => running).toBeGreaterThanOrEqual(most - 100);
    while (performed < owed) {
      await settle();
      clock.advance(0);
      clock.advance(0);
      for (const go of finish.splice(0, 40)) go();
    }
    expect(mostSeen).toBe(most);
  },
  20_000,
);

test("keeps timers and calls to other servers on time while 1,100 calls to one server hang", async () => {
  const rung: [string, number][] = [];
  let hanging = 0;
  const { clock, store, begin, owe, done } = start(async (it, { signal }) => {
    if (it.host === "https://hangs.example") {
      hanging += 1;
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    }
    rung.push([it.host || it.lane, clock.nowMs() - startMs]);
    await done(it);
  });
  for (let n = 0; n < 11; n += 1) await owe(100, () => "https://hangs.example");
  const loop = begin();
  await settle();
  await owe(1, () => "", { dueMs: startMs + 500, lane: "timer" });
  loop.wake(startMs + 500);
  await owe(1, () => "https://well.example");
  loop.wake(startMs);
  for (const stepMs of [0, 499, 1]) {
    clock.advance(stepMs);
    await settle();
  }
  expect(rung).toEqual([
    ["https://well.example", 0],
    ["timer", 500],
  ]);
  expect(hanging).toBe(64);
  // The others are in the store as they were: nobody has claimed them, to put them off or to hold them.
  clock.advance(1_000);
  const waiting = await store.claimTasks(2_000, 1);
  expect(waiting.every(({ attempt }) => attempt === 1)).toBe(true);
  expect(waiting).toHaveLength(1_100 - 64);
}, 20_000);
