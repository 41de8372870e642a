import assert from "node:assert/strict";
import {
  conversation,
  customerWith,
  entry,
  firstTurn,
  nextTurn,
  traceRow,
  written,
} from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Invariant 3: one gap-free log a conversation, readable from both ends. */
export const entryCases: readonly StoreCase[] = [
  {
    name: "reads entries in both directions, always in ascending order",
    run: async ({ store }) => {
      const entries = numbers(1, 20).map((seq) => entry(1, seq));
      await customerWith(store, 1, { entries });
      await customerWith(store, 2, { entries: [entry(2, 1)] });
      const seqs = async (range: { afterSeq?: number; beforeSeq?: number; limit: number }) =>
        (await store.entries({ conversationId: 1, ...range })).map(({ seq }) => seq);
      assert.deepEqual(await store.entries({ conversationId: 1, limit: 100 }), entries);
      assert.deepEqual(await seqs({ limit: 3 }), [1, 2, 3]);
      assert.deepEqual(await seqs({ afterSeq: 0, limit: 2 }), [1, 2]);
      assert.deepEqual(await seqs({ afterSeq: 5, limit: 3 }), [6, 7, 8]);
      assert.deepEqual(await seqs({ afterSeq: 18, limit: 5 }), [19, 20]);
      assert.deepEqual(await seqs({ afterSeq: 20, limit: 5 }), []);
      assert.deepEqual(await seqs({ beforeSeq: 5, limit: 2 }), [3, 4]);
      assert.deepEqual(await seqs({ beforeSeq: 3, limit: 9 }), [1, 2]);
      assert.deepEqual(await seqs({ beforeSeq: 1, limit: 9 }), []);
      assert.deepEqual(await seqs({ beforeSeq: 99, limit: 2 }), [19, 20]);
      assert.deepEqual(await seqs({ afterSeq: 4, beforeSeq: 9, limit: 2 }), [7, 8]);
      assert.deepEqual(await seqs({ afterSeq: 4, beforeSeq: 7, limit: 9 }), [5, 6]);
      assert.deepEqual(await seqs({ limit: 0 }), []);
    },
  },
  {
    name: "appends the entries of later turns behind those of earlier ones",
    run: async ({ store }) => {
      let last = await customerWith(store, 1, { entries: [entry(1, 1)] });
      for (const seq of [2, 4, 6]) {
        const turn = nextTurn(last, { entries: [entry(1, seq), entry(1, seq + 1)] });
        await written(store, { turn });
        last = turn.conversation;
      }
      const stored = await store.entries({ conversationId: 1, limit: 99 });
      assert.deepEqual(
        stored.map(({ seq }) => seq),
        numbers(1, 7),
      );
      assert.equal(last.state.seq, 7);
    },
  },
  {
    name: "finds an entry by the client's own id, within its conversation",
    run: async ({ store }) => {
      const first = entry(1, 1, "hi", "key");
      await customerWith(store, 1, { entries: [first, entry(1, 2)] });
      const other = entry(2, 1, "hello", "key");
      await customerWith(store, 2, { entries: [other] });
      assert.deepEqual(await store.entryByClientId(1, "key"), first);
      assert.deepEqual(await store.entryByClientId(2, "key"), other);
      assert.equal(await store.entryByClientId(1, "KEY"), null);
      assert.equal(await store.entryByClientId(3, "key"), null);
    },
  },
  {
    name: "keeps events beside messages",
    run: async ({ store }) => {
      const event = {
        ...entry(1, 1),
        entry: { seq: 1, author: { kind: "sys", id: 0 }, action: "archive" } as const,
      };
      await customerWith(store, 1, { entries: [event] });
      assert.deepEqual(await store.entries({ conversationId: 1, limit: 1 }), [event]);
    },
  },
  {
    name: "gives the newest notes of a trace, in the order in which they were made",
    run: async ({ store }) => {
      const notes = ["a", "b", "c"].map((message) => traceRow(1, message));
      const before = await customerWith(store, 1, { trace: notes.slice(0, 2) });
      await written(store, { turn: nextTurn(before, { trace: notes.slice(2) }) });
      await written(store, { turn: firstTurn(conversation(2), { trace: [traceRow(2, "x")] }) });
      assert.deepEqual(await store.trace(1, 10), notes);
      assert.deepEqual(await store.trace(1, 2), notes.slice(1));
      assert.deepEqual(await store.trace(1, 0), []);
    },
  },
];
