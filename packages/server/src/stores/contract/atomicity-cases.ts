import assert from "node:assert/strict";
import type { Commit, IdempotentAnswer, Store, TurnWrite } from "../../ports/store.ts";
import { StoreRefused } from "../../ports/store-failure.ts";
import { bot } from "./sample-records.ts";
import {
  CHANNEL,
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

const answer = (scope: string, body = "{}"): IdempotentAnswer => ({
  scope,
  bodyHash: "hash",
  status: 200,
  body,
  createdMs: 1,
});

const nothingPruned = { answers: 0, traces: 0, requests: 0, deliveries: 0 };

/** A turn that would leave traces everywhere. */
const fullTurn = (id: number, visitorKey: string | null = null): TurnWrite =>
  firstTurn(conversation(id, { visitorKey }), {
    entries: [entry(id, 1, "hi", "client"), entry(id, 2)],
    newTasks: [task(id, "a")],
    trace: [traceRow(id, "note")],
  });

async function assertUntouched(store: Store, id: number, scope: string): Promise<void> {
  assert.equal(await store.conversation(id), null);
  assert.deepEqual(await store.entries({ conversationId: id, limit: 9 }), []);
  assert.deepEqual(await store.trace(id, 9), []);
  assert.equal(await store.idempotentAnswer(scope), null);
  assert.equal(await store.setting("touched"), null);
  assert.equal(await store.nextTaskMs(), null);
}

/** Invariants 1 and 5: all of a commit or nothing, and a bad one stops only itself. */
export const atomicityCases: readonly StoreCase[] = [
  {
    name: "writes all parts of a commit",
    run: async ({ store }) => {
      await written(store, {
        turn: fullTurn(1),
        idempotency: answer("scope", "é"),
        records: [{ kind: "put-setting", name: "touched", value: "yes" }],
      });
      assert.equal((await store.entries({ conversationId: 1, limit: 9 })).length, 2);
      assert.deepEqual(await store.trace(1, 9), [traceRow(1, "note")]);
      assert.deepEqual(await store.idempotentAnswer("scope"), answer("scope", "é"));
      assert.equal(await store.setting("touched"), "yes");
      assert.equal(await store.nextTaskMs(), 0);
    },
  },
  {
    name: "writes nothing of a commit whose visitor's key is taken",
    run: async ({ store }) => {
      await written(store, { turn: firstTurn(conversation(1, { visitorKey: "v" })) });
      const commit: Commit = {
        turn: fullTurn(2, "v"),
        idempotency: answer("scope"),
        records: [{ kind: "put-setting", name: "touched", value: "yes" }],
      };
      assert.equal(await store.commit(commit), "conflict");
      await assertUntouched(store, 2, "scope");
    },
  },
  {
    name: "writes nothing of a commit whose last record conflicts",
    run: async ({ store }) => {
      const commit: Commit = {
        turn: fullTurn(2),
        idempotency: answer("scope"),
        records: [
          { kind: "put-setting", name: "touched", value: "yes" },
          { kind: "put-bot", bot: bot(1_000_001), expectedRevision: 4 },
        ],
      };
      assert.equal(await store.commit(commit), "conflict");
      await assertUntouched(store, 2, "scope");
      assert.equal(await store.bot(1_000_001), null);
    },
  },
  {
    name: "answers an Idempotency-Key once",
    run: async ({ store }) => {
      await written(store, { idempotency: answer("scope", "first") });
      const again = { turn: fullTurn(2), idempotency: answer("scope", "second") };
      assert.equal(await store.commit(again), "answered-before");
      assert.equal((await store.idempotentAnswer("scope"))?.body, "first");
      assert.equal(await store.conversation(2), null);
      assert.equal(await store.nextTaskMs(), null);
    },
  },
  {
    name: "forgets stored answers by age and keeps the others",
    run: async ({ store }) => {
      const answers = Array.from({ length: 1200 }, (_, n) => ({
        ...answer(`scope ${n}`),
        createdMs: n,
      }));
      await Promise.all(answers.map((idempotency) => written(store, { idempotency })));
      const pruned = await store.prune({ answersMs: 1100, tracesMs: 0, deliveriesMs: 0 });
      assert.deepEqual(pruned, { ...nothingPruned, answers: 1100 });
      assert.equal(await store.idempotentAnswer("scope 0"), null);
      assert.equal(await store.idempotentAnswer("scope 1099"), null);
      assert.equal((await store.idempotentAnswer("scope 1100"))?.createdMs, 1100);
    },
  },
  {
    name: "forgets traces by age, however many, and keeps the others and all else",
    run: async ({ store }) => {
      const trace = Array.from({ length: 1200 }, (_, n) => ({
        ...traceRow(1, `trace ${n}`),
        atUs: n * 1000,
      }));
      await customerWith(store, 1, { entries: [entry(1, 1)], trace });
      await customerWith(store, 2, { trace: [{ ...traceRow(2, "old"), atUs: 0 }] });
      await written(store, { idempotency: { ...answer("scope"), createdMs: 0 } });
      const pruned = await store.prune({ answersMs: 0, tracesMs: 1100, deliveriesMs: 0 });
      assert.deepEqual(pruned, { ...nothingPruned, traces: 1101 });
      const kept = await store.trace(1, 2000);
      assert.deepEqual(kept, trace.slice(1100));
      assert.deepEqual(await store.trace(2, 9), []);
      assert.equal((await store.entries({ conversationId: 1, limit: 9 })).length, 1);
      assert.notEqual(await store.idempotentAnswer("scope"), null);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "refuses a turn that contradicts itself, and writes nothing of it",
    run: async ({ store }) => {
      const turns: TurnWrite[] = [
        { ...fullTurn(2), entries: [entry(2, 1), entry(2, 3)] },
        { ...fullTurn(2), entries: [entry(2, 2)] },
        { ...fullTurn(2), entries: [entry(2, 1), entry(3, 2)] },
        { ...fullTurn(2), newTasks: [task(3, "a")] },
        { ...fullTurn(2), newTasks: [task(2, "a"), task(2, "a")] },
        { ...fullTurn(2), trace: [traceRow(3, "note")] },
        { ...fullTurn(2), entries: [entry(2, 1, "a", "id"), entry(2, 2, "b", "id")] },
        { ...fullTurn(2), conversation: { ...fullTurn(2).conversation, id: 3 } },
      ];
      for (const turn of turns) {
        await assert.rejects(store.commit({ turn, idempotency: answer("scope") }), StoreRefused);
        await assertUntouched(store, 2, "scope");
      }
    },
  },
  {
    name: "refuses a gap or a repeat after entries written before",
    run: async ({ store }) => {
      const before = await customerWith(store, 1, { entries: [entry(1, 1), entry(1, 2)] });
      for (const seq of [2, 4]) {
        const turn = nextTurn(before, { entries: [entry(1, seq)] });
        await assert.rejects(store.commit({ turn }), StoreRefused);
      }
      assert.deepEqual(await store.conversation(1), before);
      await written(store, { turn: nextTurn(before, { entries: [entry(1, 3)] }) });
    },
  },
  {
    name: "does not let a bad commit disturb those that wait with it",
    run: async ({ store }) => {
      const known = await customerWith(store, 1, { newTasks: [task(1, "taken")] });
      const results = await Promise.allSettled([
        store.commit({ turn: fullTurn(10, "same key") }),
        store.commit({ turn: nextTurn(known, { newTasks: [task(1, "taken")] }) }),
        store.commit({ turn: fullTurn(11, "same key") }),
        store.commit({ turn: fullTurn(12) }),
        store.reserveIds("bot", 1),
        store.commit({ turn: nextTurn(known, { entries: [entry(1, 1)] }) }),
      ]);
      assert.deepEqual(
        results.map((result) => (result.status === "fulfilled" ? result.value : result.status)),
        ["committed", "rejected", "conflict", "committed", 1_000_001, "committed"],
      );
      assert.equal((await store.conversationByVisitor(CHANNEL, "same key"))?.id, 10);
      assert.equal((await store.conversation(1))?.revision, 2);
      assert.equal(await store.conversation(11), null);
    },
  },
  {
    name: "takes no more after it was closed",
    run: async ({ store }) => {
      await store.close();
      await assert.rejects(store.commit({ turn: fullTurn(1) }));
      await assert.rejects(store.conversation(1));
      await store.close();
    },
  },
];
