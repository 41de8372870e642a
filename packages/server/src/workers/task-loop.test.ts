import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createHandClock } from "../http/testing/hand-ports.ts";
import type { Store } from "../ports/store.ts";
import { StoreBusy } from "../ports/store-failure.ts";
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

/** A loop over a memory store; `ring` is what its tasks of kind "timer" do. */
function start(ring: Perform, wrap: (store: Store) => Store = (store) => store) {
  const clock = createHandClock(startMs);
  const bare = openMemoryStore({ clock });
  const store = wrap(bare);
  const reports: string[] = [];
  const report = (error: unknown, about: string) => reports.push(`${about}: ${String(error)}`);
  const begin = () => {
    const loop = startTaskLoop({ store, clock, performers: { timer: ring }, report });
    loops.push(loop);
    return loop;
  };
  let next = 1;
  const owe = async (count: number, more: Partial<NewTask> = {}) => {
    const id = next++;
    const newTasks = Array.from({ length: count }, (_, n) =>
      task(id, `t${n}`, { dueMs: clock.nowMs(), ...more }),
    );
    await customerWith(bare, id, { newTasks });
    return id;
  };
  const done = (ref: Parameters<Perform>[0]) => written(bare, { finishes: ref });
  return { clock, store: bare, reports, begin, owe, done };
}

/** Lets everything run that needs no more time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

test("performs what is due when it starts, when it is woken, and when its time comes", async () => {
  const keys: string[] = [];
  const { clock, begin, owe, done } = start(async (it) => {
    keys.push(`${it.conversationId}.${it.key}`);
    await done(it);
  });
  await owe(2);
  const loop = begin();
  await settle();
  expect(keys).toEqual(["1.t0", "1.t1"]);
  await owe(1, { dueMs: startMs + 500 });
  loop.wake(startMs + 500);
  clock.advance(499);
  await settle();
  expect(keys).toHaveLength(2);
  clock.advance(1);
  await settle();
  expect(keys.at(-1)).toBe("2.t0");
});

test("finds work that nobody woke it for within two seconds", async () => {
  const keys: string[] = [];
  const { clock, begin, owe, done } = start(async (it) => {
    keys.push(it.key);
    await done(it);
  });
  begin();
  await settle();
  await owe(1);
  clock.advance(1_999);
  await settle();
  expect(keys).toEqual([]);
  clock.advance(1);
  await settle();
  expect(keys).toEqual(["t0"]);
});

test("loses no wake-up that comes while it is claiming", async () => {
  const keys: string[] = [];
  let whileClaiming: (() => Promise<void>) | null = null;
  const { clock, begin, owe, done } = start(
    async (it) => {
      keys.push(it.key);
      await done(it);
    },
    (store) => ({
      ...store,
      claimTasks: async (limit, leaseMs) => {
        const claimed = await store.claimTasks(limit, leaseMs);
        const act = whileClaiming;
        whileClaiming = null;
        await act?.();
        return claimed;
      },
    }),
  );
  const loop = begin();
  await settle();
  whileClaiming = async () => {
    await owe(1);
    loop.wake(clock.nowMs());
    clock.advance(0);
  };
  loop.wake(clock.nowMs());
  clock.advance(0);
  await settle();
  expect(keys).toEqual(["t0"]);
});

test("puts a failing task off, longer each time up to a minute, and never gives it up", async () => {
  const times: number[] = [];
  const { clock, begin, owe, reports } = start(async () => {
    times.push(clock.nowMs());
    throw new Error("not today");
  });
  await owe(1);
  begin();
  for (let second = 0; second < 600 * 5; second += 1) {
    await settle();
    clock.advance(200);
  }
  const waits = times.slice(1).map((it, at) => it - (times[at] ?? 0));
  expect(waits.slice(0, 8)).toEqual([400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200]);
  expect(waits.slice(8).every((wait) => wait === 60_000)).toBe(true);
  expect(waits.length).toBeGreaterThan(12);
  expect(reports[0]).toContain("task t0 of conversation 1: Error: not today");
});

test("reports a task that nobody performs, and keeps it", async () => {
  const { begin, owe, reports, store } = start(async () => {});
  await owe(1, { kind: "unknown" });
  begin();
  await settle();
  expect(reports[0]).toContain('Nobody performs tasks of kind "unknown"');
  expect((await store.report()).tasks).toBe(1);
});

test("lets go of a performer that never comes back, and performs its task again under a new lease", async () => {
  const attempts: number[] = [];
  const signals: AbortSignal[] = [];
  const { clock, begin, owe, done, reports } = start(async (it, { signal }) => {
    attempts.push(it.attempt);
    signals.push(signal);
    if (it.attempt === 1) await new Promise(() => {});
    await done(it);
  });
  await owe(1);
  begin();
  await settle();
  for (const stepMs of [50_000, 9_000]) {
    clock.advance(stepMs);
    await settle();
  }
  expect([attempts, signals[0]?.aborted]).toEqual([[1], true]);
  expect(reports[0]).toContain("No end within 50000 ms");
  for (const stepMs of [1_000, 2_000]) {
    clock.advance(stepMs);
    await settle();
  }
  expect(attempts).toEqual([1, 2]);
});

test("goes on after the store could not be asked", async () => {
  const keys: string[] = [];
  let isBusy = true;
  const { clock, begin, owe, done, reports } = start(
    async (it) => {
      keys.push(it.key);
      await done(it);
    },
    (store) => ({
      ...store,
      releaseTasks: () => Promise.reject(new StoreBusy("busy")),
      claimTasks: (...args) =>
        isBusy ? Promise.reject(new StoreBusy("busy")) : store.claimTasks(...args),
    }),
  );
  await owe(1);
  begin();
  await settle();
  expect(reports).toEqual([
    "ending the leases of an earlier process: StoreBusy: busy",
    // The calls and the rest, each for itself.
    "claiming tasks: StoreBusy: busy",
    "claiming tasks: StoreBusy: busy",
  ]);
  isBusy = false;
  clock.advance(2_000);
  await settle();
  expect(keys).toEqual(["t0"]);
});

test("claims nothing, also when it is woken, before the leases of an earlier process have ended", async () => {
  const attempts: number[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { clock, begin, owe, done } = start(
    async (it) => {
      attempts.push(it.attempt);
      await done(it);
    },
    (inner) => ({ ...inner, releaseTasks: () => released.then(inner.releaseTasks) }),
  );
  await owe(1);
  const loop = begin();
  loop.wake(clock.nowMs());
  clock.advance(1);
  await settle();
  expect(attempts).toEqual([]);
  release();
  await settle();
  expect(attempts).toEqual([1]);
});

test("gives back what it claimed while it was being stopped, for the next start to find at once", async () => {
  const attempts: number[] = [];
  let claimed = () => {};
  const { begin, owe, store, done } = start(
    async (it) => {
      attempts.push(it.attempt);
      await done(it);
    },
    (inner) => ({
      ...inner,
      claimTasks: async (...args) => {
        const tasks = await inner.claimTasks(...args);
        if (tasks.length > 0) claimed();
        return tasks;
      },
    }),
  );
  await owe(3);
  const loop = begin();
  await new Promise<void>((resolve) => {
    claimed = () => void loop.stop(1_000).then(resolve);
  });
  expect(attempts).toEqual([]);
  expect(await store.claimTasks(10, 60_000)).toHaveLength(3);
});

test("waits at its stop for what is under way, then asks it to end and puts it back", async () => {
  const ends: string[] = [];
  let finishQuick = () => {};
  const { clock, begin, owe, store, done } = start(async (it, { signal }) => {
    if (it.key === "t0") {
      await new Promise<void>((resolve) => {
        finishQuick = resolve;
      });
      await done(it);
      ends.push("quick");
      return;
    }
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  await owe(2);
  const loop = begin();
  await settle();
  let hasStopped = false;
  const stopped = loop.stop(10_000).then(() => {
    hasStopped = true;
  });
  await owe(1);
  loop.wake(clock.nowMs());
  clock.advance(5_000);
  finishQuick();
  await settle();
  expect([ends, hasStopped]).toEqual([["quick"], false]);
  clock.advance(5_000);
  await stopped;
  const left = await store.claimTasks(10, 60_000);
  expect(left.map(({ conversationId, key }) => `${conversationId}.${key}`)).toEqual([
    "1.t1",
    "2.t0",
  ]);
});
