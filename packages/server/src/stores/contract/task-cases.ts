import assert from "node:assert/strict";
import type { Store } from "../../ports/store.ts";
import type { ClaimedTask, TaskRef } from "../../ports/tasks.ts";
import { customerWith, entry, nextTurn, task, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const LEASE_MS = 1000;

const claimKeys = async (store: Store, limit = 10): Promise<string[]> =>
  (await store.claimTasks(limit, LEASE_MS)).map(({ key }) => key);

async function claimOne(store: Store): Promise<ClaimedTask> {
  const [claimed] = await store.claimTasks(1, LEASE_MS);
  assert.ok(claimed !== undefined);
  return claimed;
}

const ref = ({ conversationId, key, epoch }: ClaimedTask): TaskRef => ({
  conversationId,
  key,
  epoch,
});

const lane = (...keys: string[]) => keys.map((key) => task(1, key, { lane: "one" }));

/** Invariant 4: a lane is worked off in order, by one lease holder at a time. */
export const taskCases: readonly StoreCase[] = [
  {
    name: "hands out a due task as it was added, with a lease",
    run: async ({ store, clock }) => {
      const added = task(1, "call", { kind: "call-http", dueMs: 5, payload: { url: "é" } });
      await customerWith(store, 1, { newTasks: [added] });
      assert.equal(await store.nextTaskMs(), 5);
      const { epoch, ...claimed } = await claimOne(store);
      assert.deepEqual(claimed, { ...added, attempt: 1 });
      assert.ok(Number.isSafeInteger(epoch));
      assert.deepEqual(await claimKeys(store), []);
      assert.equal(await store.nextTaskMs(), clock.nowMs() + LEASE_MS);
    },
  },
  {
    name: "lets a new process take at once what one that is gone had leased, and nothing earlier",
    run: async ({ store, clock }) => {
      clock.set(100);
      await customerWith(store, 1, {
        newTasks: [task(1, "leased", { dueMs: 50 }), task(1, "later", { dueMs: 500 })],
      });
      const lost = await claimOne(store);
      assert.equal(await store.releaseTasks(), 1);
      assert.equal(await store.releaseTasks(), 0);
      // Whoever held it ends nothing any more, also where nobody has taken it up yet.
      assert.equal(await store.commit({ finishes: ref(lost) }), "lost-lease");
      const again = await claimOne(store);
      assert.deepEqual([again.key, again.attempt, again.dueMs], ["leased", 2, 50]);
      assert.equal(await store.commit({ finishes: ref(lost) }), "lost-lease");
      assert.equal(await store.commit({ finishes: ref(again) }), "committed");
      assert.deepEqual(await claimKeys(store), []);
    },
  },
  {
    name: "hands out nothing before its time, the oldest first, and no more than asked for",
    run: async ({ store, clock }) => {
      clock.set(100);
      await customerWith(store, 1, {
        newTasks: [
          task(1, "late", { dueMs: 101 }),
          task(1, "second", { dueMs: 50 }),
          task(1, "first", { dueMs: 10 }),
        ],
      });
      await customerWith(store, 2, { newTasks: [task(2, "third", { dueMs: 100 })] });
      assert.deepEqual(await claimKeys(store, 2), ["first", "second"]);
      assert.deepEqual(await claimKeys(store), ["third"]);
      assert.equal(await store.nextTaskMs(), 101);
      clock.set(101);
      assert.deepEqual(await claimKeys(store), ["late"]);
    },
  },
  {
    name: "works a lane off in the order of insertion, whatever is due first",
    run: async ({ store }) => {
      await customerWith(store, 1, {
        newTasks: lane("c", "a", "b").map((row, n) => ({ ...row, dueMs: 9 - n })),
      });
      for (const key of ["c", "a", "b"]) {
        const claimed = await claimOne(store);
        assert.equal(claimed.key, key);
        assert.deepEqual(await claimKeys(store), []);
        await written(store, { finishes: ref(claimed) });
      }
      assert.equal(await store.nextTaskMs(), null);
    },
  },
  {
    name: "keeps lanes and conversations independent of each other",
    run: async ({ store }) => {
      await customerWith(store, 1, { newTasks: [...lane("a", "b"), task(1, "z")] });
      await customerWith(store, 2, { newTasks: [task(2, "a", { lane: "one" })] });
      const claimed = await store.claimTasks(10, LEASE_MS);
      assert.deepEqual(
        claimed.map(({ conversationId, key }) => [conversationId, key]),
        [
          [1, "a"],
          [1, "z"],
          [2, "a"],
        ],
      );
    },
  },
  {
    name: "lets a later turn queue behind the tasks of its lane",
    run: async ({ store }) => {
      const before = await customerWith(store, 1, { newTasks: lane("a") });
      await written(store, { turn: nextTurn(before, { newTasks: lane("b") }) });
      const claimed = await claimOne(store);
      assert.equal(claimed.key, "a");
      await written(store, { finishes: ref(claimed) });
      assert.deepEqual(await claimKeys(store), ["b"]);
    },
  },
  {
    name: "makes the next of a lane its head when the head is cancelled, leased or not",
    run: async ({ store }) => {
      const first = await customerWith(store, 1, { newTasks: lane("a", "b", "c", "d") });
      const second = nextTurn(first, { cancelledTasks: ["a", "c", "unknown"] });
      await written(store, { turn: second });
      const claimed = await claimOne(store);
      assert.equal(claimed.key, "b");
      await written(store, { turn: nextTurn(second.conversation, { cancelledTasks: ["b"] }) });
      assert.equal(await store.commit({ finishes: ref(claimed) }), "lost-lease");
      assert.deepEqual(await claimKeys(store), ["d"]);
    },
  },
  {
    name: "lets a turn cancel a task and add one of the same key, which an old lease does not fit",
    run: async ({ store }) => {
      const before = await customerWith(store, 1, { newTasks: [task(1, "idle")] });
      const old = await claimOne(store);
      const turn = nextTurn(before, { cancelledTasks: ["idle"], newTasks: [task(1, "idle")] });
      await written(store, { turn });
      const fresh = await claimOne(store);
      assert.equal(fresh.attempt, 1);
      assert.equal(await store.commit({ finishes: ref(old) }), "lost-lease");
      assert.equal(await store.postponeTask(ref(old), 0), false);
      await written(store, { finishes: ref(fresh) });
    },
  },
  {
    name: "gives a task whose lease ran out to the next, and takes nothing from the first",
    run: async ({ store, clock }) => {
      const before = await customerWith(store, 1, { newTasks: [task(1, "call")] });
      const slow = await claimOne(store);
      clock.set(clock.nowMs() + LEASE_MS - 1);
      assert.deepEqual(await claimKeys(store), []);
      clock.set(clock.nowMs() + 1);
      const quick = await claimOne(store);
      assert.equal(quick.attempt, 2);
      assert.ok(quick.epoch > slow.epoch);
      const turn = nextTurn(before, { entries: [entry(1, 1)] });
      assert.equal(await store.commit({ turn, finishes: ref(slow) }), "lost-lease");
      assert.equal(await store.postponeTask(ref(slow), 0), false);
      assert.deepEqual(await store.conversation(1), before);
      await written(store, { turn, finishes: ref(quick) });
      assert.equal(await store.commit({ finishes: ref(quick) }), "lost-lease");
      assert.deepEqual(await store.conversation(1), turn.conversation);
    },
  },
  {
    name: "takes a result after the lease ran out, as long as nobody else has the task",
    run: async ({ store, clock }) => {
      await customerWith(store, 1, { newTasks: [task(1, "call")] });
      const slow = await claimOne(store);
      clock.set(clock.nowMs() + LEASE_MS * 10);
      await written(store, { finishes: ref(slow) });
      assert.equal(await store.nextTaskMs(), null);
    },
  },
  {
    name: "keeps a task when its result conflicts",
    run: async ({ store }) => {
      const before = await customerWith(store, 1, { newTasks: lane("a", "b") });
      const claimed = await claimOne(store);
      await written(store, { turn: nextTurn(before) });
      const late = { turn: nextTurn(before), finishes: ref(claimed) };
      assert.equal(await store.commit(late), "conflict");
      await written(store, { finishes: ref(claimed) });
      assert.deepEqual(await claimKeys(store), ["b"]);
    },
  },
  {
    name: "puts a leased task off, and its lane with it",
    run: async ({ store, clock }) => {
      await customerWith(store, 1, { newTasks: lane("a", "b") });
      const claimed = await claimOne(store);
      const laterMs = clock.nowMs() + 60_000;
      assert.equal(await store.postponeTask(ref(claimed), laterMs), true);
      assert.equal(await store.postponeTask(ref(claimed), 0), false);
      assert.equal(await store.commit({ finishes: ref(claimed) }), "lost-lease");
      assert.equal(await store.nextTaskMs(), laterMs);
      assert.deepEqual(await claimKeys(store), []);
      clock.set(laterMs);
      const again = await claimOne(store);
      assert.deepEqual([again.key, again.attempt, again.dueMs], ["a", 2, laterMs]);
    },
  },
  {
    name: "hands out of each host no more than there is room for, and finds what is behind a full one",
    run: async ({ store, clock }) => {
      const [a, b] = ["https://a.example", "https://b.example"];
      await customerWith(store, 1, {
        newTasks: [
          ...[1, 2, 3, 4].map((n) => task(1, `a${n}`, { host: a, dueMs: n })),
          task(1, "b1", { host: b, dueMs: 5 }),
          task(1, "own1", { dueMs: 6 }),
          task(1, "own2", { dueMs: 500 }),
        ],
      });
      clock.set(100);
      const claim = async (hosts: [string, number][], others: number, limit = 10) =>
        (await store.claimTasks(limit, LEASE_MS, { hosts: new Map(hosts), others })).map(
          ({ key, host }) => [key, host],
        );
      assert.deepEqual(await claim([], 1, 2), [
        ["a1", a],
        ["b1", b],
      ]);
      const full = { hosts: new Map([[a, 0]]), others: 1 };
      assert.equal(await store.nextTaskMs(full), 6);
      assert.deepEqual(await claim([[a, 0]], 1), [["own1", ""]]);
      assert.equal(await store.nextTaskMs({ hosts: new Map([["", 1]]), others: 0 }), 500);
      assert.equal(await store.nextTaskMs({ hosts: new Map(), others: 0 }), null);
      assert.deepEqual(await claim([["", 9]], 0), []);
      assert.deepEqual(await claim([[a, 2]], 0), [
        ["a2", a],
        ["a3", a],
      ]);
      assert.deepEqual(await claimKeys(store), ["a4"]);
    },
  },
  {
    name: "puts a task off with what it shall remember, or as it was",
    run: async ({ store }) => {
      await customerWith(store, 1, { newTasks: [task(1, "call", { payload: { tries: 0 } })] });
      const claimed = await claimOne(store);
      assert.equal(await store.postponeTask(ref(claimed), 0, { tries: 1 }), true);
      assert.equal(await store.postponeTask(ref(claimed), 0, { tries: 9 }), false);
      const again = await claimOne(store);
      assert.deepEqual(again.payload, { tries: 1 });
      assert.equal(await store.postponeTask(ref(again), 0), true);
      assert.deepEqual((await claimOne(store)).payload, { tries: 1 });
    },
  },
  {
    name: "hands each task to one of many who ask at once",
    run: async ({ store }) => {
      const newTasks = Array.from({ length: 40 }, (_, n) => task(1, `t${n}`));
      await customerWith(store, 1, { newTasks });
      const claims = await Promise.all(
        Array.from({ length: 10 }, () => store.claimTasks(7, LEASE_MS)),
      );
      const keys = claims.flat().map(({ key }) => key);
      assert.equal(keys.length, 40);
      assert.equal(new Set(keys).size, 40);
    },
  },
  {
    name: "lets a task finish and its turn add the next of the same key",
    run: async ({ store }) => {
      const before = await customerWith(store, 1, { newTasks: [task(1, "poll")] });
      const claimed = await claimOne(store);
      const turn = nextTurn(before, { newTasks: [task(1, "poll")] });
      await written(store, { turn, finishes: ref(claimed) });
      assert.deepEqual(await claimKeys(store), ["poll"]);
    },
  },
];
