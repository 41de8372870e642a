import { expect, test } from "vitest";
import type { Conversation, CustomerRange, EntryRange, StoredEntry } from "../../ports/store.ts";
import { readTranscripts, type TranscriptSelection } from "./read-transcripts.ts";

/** A store of conversations that keep `seq` entries each, one a second from second `id` on; it can be changed while it is read. */
function storeOf(ids: readonly number[], seq = 1) {
  const rows = new Map(ids.map((id) => [id, conversation(id, seq)]));
  const calls = { customers: 0, entries: 0 };
  return {
    rows,
    calls,
    beforePage: (_call: number): void => {},
    conversation: async (id: number) => rows.get(id) ?? null,
    async customersBetween({ channelId, afterId = 0, beforeId, limit }: CustomerRange) {
      calls.customers += 1;
      this.beforePage(calls.customers);
      const all = [...rows.values()]
        .filter((row) => channelId === undefined || row.channelId === channelId)
        .filter(({ id }) => id > afterId && id < (beforeId ?? Number.POSITIVE_INFINITY))
        .sort((a, b) => a.id - b.id);
      return beforeId === undefined ? all.slice(0, limit) : all.slice(-limit);
    },
    async entries({ conversationId, afterSeq = 0, limit }: EntryRange) {
      calls.entries += 1;
      const row = rows.get(conversationId);
      const left = Math.min(limit, (row?.state.seq ?? 0) - afterSeq);
      return Array.from({ length: Math.max(0, left) }, (_, at) =>
        entry(conversationId, afterSeq + at + 1),
      );
    },
  };
}

const second = 1_000_000;

const conversation = (id: number, seq: number) =>
  ({
    ...{ id, workspaceId: 1, channelId: 1 + (id % 2), state: { seq } },
    ...{ registeredUs: id * second, lastEntryUs: (id + seq) * second },
  }) as Conversation;

const entry = (conversationId: number, seq: number) =>
  ({ conversationId, seq, atUs: (conversationId + seq) * second }) as StoredEntry;

const range = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

async function read(
  store: ReturnType<typeof storeOf>,
  selection: Partial<TranscriptSelection> = {},
): Promise<readonly (readonly [number, readonly number[]])[]> {
  const found: [number, number[]][] = [];
  for await (const { conversation, pages } of readTranscripts(store, {
    workspaceId: 1,
    ...selection,
  })) {
    const seqs: number[] = [];
    for await (const page of pages) seqs.push(...page.map(({ seq }) => seq));
    found.push([conversation.id, seqs]);
  }
  return found;
}

const idsOf = async (...of: Parameters<typeof read>) => (await read(...of)).map(([id]) => id);

test.each([0, 1, 199, 200, 201, 399, 400, 1_003])(
  "reads each of %i conversations once, in the order of their numbers",
  async (count) => {
    expect(await idsOf(storeOf(range(count)))).toEqual(range(count));
  },
);

test("reads the conversations of one channel, or one conversation, and none of another workspace", async () => {
  const store = storeOf(range(10));
  expect(await idsOf(store, { channelId: 1 })).toEqual([2, 4, 6, 8, 10]);
  expect(await idsOf(store, { customerId: 7 })).toEqual([7]);
  expect(await idsOf(store, { customerId: 7, channelId: 2 })).toEqual([7]);
  expect(await idsOf(store, { customerId: 7, channelId: 1 })).toEqual([]);
  expect(await idsOf(store, { customerId: 7, workspaceId: 2 })).toEqual([]);
  expect(await idsOf(store, { customerId: 11 })).toEqual([]);
});

test.each([1, 50, 150, 199, 200, 350])(
  "passes over nobody when the first %i customers are erased between two pages",
  async (count) => {
    const store = storeOf(range(1_000));
    store.beforePage = (call) => {
      if (call === 4) for (const id of range(count)) store.rows.delete(id);
    };
    expect(await idsOf(store)).toEqual(range(1_000));
  },
);

test("ends when the last ones are erased meanwhile", async () => {
  const store = storeOf(range(300));
  store.beforePage = (call) => {
    if (call === 3) for (const id of range(300)) store.rows.delete(id);
  };
  expect(await idsOf(store)).toEqual(range(200));
});

test("ends although customers keep coming", async () => {
  const store = storeOf(range(300));
  let next = 301;
  store.beforePage = () => {
    for (let more = 0; more < 250; more += 1) {
      store.rows.set(next, conversation(next, 1));
      next += 1;
    }
  };
  // Those that came before it was looked who is the last.
  expect(await idsOf(store)).toEqual(range(550));
  expect(store.calls.customers).toBe(4);
});

test("reads a long conversation in pages, up to what was its end when its turn came", async () => {
  const store = storeOf([1], 1_001);
  expect(await read(store)).toEqual([[1, range(1_001)]]);
  expect(store.calls.entries).toBe(6);
});

test("gives the entries from `since` on and before `until`, and reads no conversation that has none", async () => {
  const store = storeOf(range(20), 5);
  // Conversation n has entries at n + 1 … n + 5.
  const span = { sinceUs: 10 * second, untilUs: 12 * second };
  expect(await read(store, span)).toEqual([
    [5, [5]],
    [6, [4, 5]],
    [7, [3, 4]],
    [8, [2, 3]],
    [9, [1, 2]],
    [10, [1]],
    [11, []],
  ]);
  expect(store.calls.entries).toBe(7);
});
