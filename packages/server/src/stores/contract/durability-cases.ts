import assert from "node:assert/strict";
import { join } from "node:path";
import { agent, bot, channel } from "./sample-records.ts";
import {
  conversation,
  customerWith,
  entry,
  firstTurn,
  nextTurn,
  task,
  traceRow,
  written,
} from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

/** Invariant 6, and what must outlive the process. */
export const durabilityCases: readonly StoreCase[] = [
  {
    name: "draws ids from far-apart ranges, each one once",
    run: async ({ store }) => {
      assert.equal(await store.reserveIds("workspace", 1), 1);
      assert.equal(await store.reserveIds("token", 1), 1);
      assert.equal(await store.reserveIds("hook", 1), 1);
      assert.equal(await store.reserveIds("agent", 1), 40_001);
      assert.equal(await store.reserveIds("bot", 1), 1_000_001);
      assert.equal(await store.reserveIds("channel", 1), 2_000_001);
      assert.equal(await store.reserveIds("customer", 100), 10_000_001);
      const firsts = await Promise.all(
        Array.from({ length: 50 }, () => store.reserveIds("customer", 3)),
      );
      assert.deepEqual(
        firsts.toSorted((a, b) => a - b),
        Array.from({ length: 50 }, (_, n) => 10_000_101 + 3 * n),
      );
    },
  },
  {
    name: "does not give an id again after a deletion",
    run: async ({ store }) => {
      const id = await store.reserveIds("customer", 1);
      await customerWith(store, id);
      await written(store, { records: [{ kind: "erase-conversation", conversationId: id }] });
      assert.equal(await store.reserveIds("customer", 1), id + 1);
    },
  },
  {
    name: "does not give an id again after a restart",
    needs: "persistence",
    run: async ({ store, reopen }) => {
      const first = await store.reserveIds("customer", 10);
      const later = await reopen();
      assert.equal(await later.reserveIds("customer", 1), first + 10);
      assert.equal(await (await reopen()).reserveIds("bot", 1), 1_000_001);
    },
  },
  {
    name: "remembers everything after a restart, leases too",
    needs: "persistence",
    run: async ({ store, clock, reopen }) => {
      const turn = firstTurn(conversation(1, { visitorKey: "v" }), {
        entries: [entry(1, 1, "hi", "key")],
        newTasks: [task(1, "leased"), task(1, "open", { dueMs: clock.nowMs() + 5 })],
        trace: [traceRow(1, "note")],
      });
      const idempotency = { scope: "s", bodyHash: "h", status: 201, body: "b", createdMs: 4 };
      await written(store, {
        turn,
        idempotency,
        records: [
          { kind: "put-agent", agent: agent(40_001) },
          { kind: "put-bot", bot: bot(1_000_001), expectedRevision: null },
          { kind: "put-channel", channel: channel(2_000_001) },
        ],
      });
      const [leased] = await store.claimTasks(1, 1000);
      assert.ok(leased !== undefined);
      const later = await reopen();
      assert.deepEqual(await later.conversation(1), turn.conversation);
      assert.deepEqual(await later.entries({ conversationId: 1, limit: 9 }), turn.entries);
      assert.deepEqual(await later.trace(1, 9), turn.trace);
      assert.deepEqual(await later.idempotentAnswer("s"), idempotency);
      assert.deepEqual(await later.agents(1), [agent(40_001)]);
      assert.deepEqual(await later.bots(1), [bot(1_000_001)]);
      assert.equal(await later.nextTaskMs(), clock.nowMs() + 5);
      assert.deepEqual(await later.claimTasks(9, 1000), []);
      const { conversationId, key, epoch } = leased;
      await written(later, {
        turn: nextTurn(turn.conversation, { entries: [entry(1, 2)] }),
        finishes: { conversationId, key, epoch },
      });
    },
  },
  {
    name: "finishes what waits before it closes",
    needs: "persistence",
    run: async ({ store, reopen }) => {
      const waiting = Array.from({ length: 100 }, (_, n) =>
        store.commit({ turn: firstTurn(conversation(n + 1)) }),
      );
      const later = await reopen();
      assert.ok((await Promise.all(waiting)).every((result) => result === "committed"));
      assert.equal(await later.countCustomers(conversation(1).channelId), 100);
    },
  },
  {
    name: "counts what it holds and finds no fault in it",
    run: async ({ store }) => {
      await customerWith(store, 1, {
        entries: [entry(1, 1), entry(1, 2)],
        newTasks: [task(1, "a")],
      });
      const { conversations, entries, tasks, faults } = await store.report();
      assert.deepEqual(
        { conversations, entries, tasks, faults },
        { conversations: 1, entries: 2, tasks: 1, faults: [] },
      );
    },
  },
  {
    name: "copies a consistent whole while others write",
    needs: "backup",
    run: async ({ store, folder }) => {
      await customerWith(store, 1, { entries: [entry(1, 1)] });
      const file = join(folder, "copy.sqlite");
      const writing = Array.from({ length: 200 }, (_, n) => customerWith(store, n + 2));
      await store.backup(file);
      await Promise.all(writing);
      await assert.rejects(store.backup(file));
    },
  },
];
