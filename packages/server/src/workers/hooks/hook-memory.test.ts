import { expect, test } from "vitest";
import type { OwedDelivery } from "../../ports/hooks.ts";
import { HookMemory } from "./hook-memory.ts";
import type { Hint, HookMemoryPorts } from "./hook-memory-ports.ts";
import type { Lane, Owed } from "./lane.ts";

const hint = (conversationId: number, seq: number, changes: Partial<Hint> = {}): Hint => ({
  ...{ conversationId, run: 0, seq, eventId: `evt_${conversationId}_${seq}`, body: "{}" },
  ...{ readyMs: 1_000, isReleased: false, attempts: 0, ...changes },
});

const row = (conversationId: number, seq: number, changes: Partial<Hint> = {}): OwedDelivery => ({
  ...hint(conversationId, seq, changes),
  ...{ hookId: 1, url: null },
});

/** A memory over a store whose pages a test gives, one for each look; a look waits until its page is there. */
function open(changes: Partial<HookMemoryPorts> = {}) {
  const added: string[] = [];
  const ended: number[] = [];
  const pages: ((rows: readonly OwedDelivery[]) => void)[] = [];
  const asked: { readonly readyByMs: number; limit: number; only: string | undefined }[] = [];
  const rest = new Map<number, readonly OwedDelivery[]>();
  const memory = new HookMemory({
    store: {
      readyDeliveries: (_hookId, readyByMs, limit, only) => {
        asked.push({ readyByMs, limit, only });
        return new Promise((resolve) => pages.push(resolve));
      },
      laneDeliveries: async ({ conversationId, seq }) =>
        (rest.get(conversationId) ?? []).filter((it) => it.seq > seq),
    },
    ...{ hookId: 1, use: { chars: 0 }, isOpen: () => true, wanted: () => 10 },
    isAnyOfUse: () => false,
    onAdded: ({ conversationId }, { seq }) => added.push(`${conversationId}.${seq}`),
    onFull: () => {},
    onEnd: ({ conversationId }) => ended.push(conversationId),
    nowMs: () => 1_000,
    ...changes,
  });
  const look = async (rows: readonly OwedDelivery[], meanwhile = () => {}) => {
    const looking = memory.look();
    meanwhile();
    pages.shift()?.(rows);
    await looking;
  };
  const laneOf = (conversationId: number): Lane => {
    const lane = memory.lane({ run: 0, conversationId });
    if (!lane) throw new Error(`Conversation ${conversationId} is not in memory.`);
    return lane;
  };
  const finish = (lane: Lane, item: Owed | null | undefined) => {
    if (!item) throw new Error("There is no such delivery.");
    item.state = "done";
    memory.finish(item);
    return lane.items.length;
  };
  return { memory, added, ended, asked, rest, look, laneOf, finish };
}

test("believes no hint before it has looked, and every hint once it knows all that is owed", async () => {
  const { memory, added, look } = open();
  memory.hint(hint(1, 1));
  expect([added, memory.lookMs]).toEqual([[], 0]);
  await look([row(1, 1)]);
  expect([memory.isCaughtUp, memory.lookMs]).toEqual([true, Number.POSITIVE_INFINITY]);
  memory.hint(hint(2, 1));
  expect(added).toEqual(["1.1", "2.1"]);
});

test("puts a hint behind what its lane holds only if the lane is known to the end", async () => {
  const { memory, added, look } = open();
  await look([row(1, 1)]);
  // What follows 1.1 in the store has not been read.
  memory.hint(hint(1, 3));
  expect(added).toEqual(["1.1"]);
  memory.hint(hint(2, 1));
  memory.hint(hint(2, 2));
  expect(added).toEqual(["1.1", "2.1", "2.2"]);
});

test("leaves hints for unknown lanes to the next look while there is more in the store than it holds", async () => {
  const { memory, added, look, asked } = open();
  const full = Array.from({ length: 10 }, (_, n) => row(n + 1, 1));
  await look(full);
  expect([memory.isCaughtUp, asked[0]?.limit]).toEqual([false, 10]);
  memory.hint(hint(99, 1));
  expect(added).not.toContain("99.1");
  expect(memory.lookMs).toBe(0);
  await look([...full, row(99, 1)]);
  expect([added.at(-1), added.length, memory.isCaughtUp]).toEqual(["99.1", 11, true]);
});

test("tells when to look again for what waits in the store for later", async () => {
  const { memory, look, added } = open();
  const due = (n: number) => (n < 5 ? 1_000 : 50_000 + n);
  await look(Array.from({ length: 10 }, (_, n) => row(n + 1, 1, { readyMs: due(n) })));
  expect([memory.lookMs, added.length]).toEqual([50_005, 5]);
});

test("reads what is due much later once, and then leaves it where it is for a while", async () => {
  let nowMs = 1_000;
  const { memory, look, added, asked } = open({ nowMs: () => nowMs });
  await look(Array.from({ length: 10 }, (_, n) => row(n + 1, 1, { readyMs: 50_000 + n })));
  memory.doubt();
  await look([row(99, 1)]);
  expect([asked[0]?.readyByMs, asked[1]?.readyByMs]).toEqual([Number.MAX_SAFE_INTEGER, 11_000]);
  expect([added, memory.lookMs]).toEqual([["99.1"], 50_000]);
  nowMs = 50_000;
  await look([row(1, 1, { readyMs: 50_000 })]);
  expect([asked[2]?.readyByMs, added, memory.isCaughtUp]).toEqual([
    Number.MAX_SAFE_INTEGER,
    ["99.1", "1.1"],
    true,
  ]);
});

test("takes what is due much later where a probe is needed", async () => {
  const { memory, look, added } = open({ isAnyOfUse: () => true });
  await look(Array.from({ length: 10 }, (_, n) => row(n + 1, 1, { readyMs: 50_000 + n })));
  expect([added.length, memory.isCaughtUp]).toEqual([10, false]);
});

test("loses no hint that comes while it looks, whether the page has it or not", async () => {
  const { memory, added, look } = open();
  await look([row(1, 1)], () => {
    memory.hint(hint(1, 1));
    memory.hint(hint(2, 1));
    memory.hint(hint(2, 2));
  });
  expect(added).toEqual(["1.1", "2.1", "2.2"]);
});

test("keeps what was done while a page was on its way: an old page brings nothing back", async () => {
  const { memory, added, look, laneOf, finish } = open();
  await look([]);
  memory.hint(hint(1, 1));
  const lane = laneOf(1);
  memory.doubt();
  await look([row(1, 1)], () => expect(finish(lane, lane.items[0])).toBe(1));
  expect(added).toEqual(["1.1"]);
  expect(memory.lanes.size).toBe(0);
});

test("takes nothing back that was dropped, so that it is read again when it is looked for", async () => {
  const { memory, added, look } = open();
  await look([row(1, 1), row(2, 1)]);
  memory.letGo(() => true);
  expect([memory.lanes.size, memory.isCaughtUp]).toEqual([0, false]);
  await look([row(1, 1), row(2, 1)]);
  expect(added).toEqual(["1.1", "2.1", "1.1", "2.1"]);
});

test("reads a lane on from its end, and knows it to the end only when less came than was asked for", async () => {
  const { memory, added, look, laneOf, rest } = open();
  rest.set(
    1,
    Array.from({ length: 64 }, (_, n) => row(1, n + 2)),
  );
  await look([row(1, 1)]);
  await memory.readOn(laneOf(1));
  expect([added.length, laneOf(1).isWhole]).toEqual([65, false]);
  rest.set(1, [row(1, 66)]);
  await memory.readOn(laneOf(1));
  expect([added.at(-1), laneOf(1).isWhole]).toEqual(["1.66", true]);
});

test("reads again what was owed while a lane was read on", async () => {
  const { memory, look, laneOf } = open();
  await look([row(1, 1)]);
  const reading = memory.readOn(laneOf(1));
  memory.hint(hint(1, 2));
  await reading;
  expect(laneOf(1).isWhole).toBe(false);
});

test("asks only for runs to other targets while the hook is off", async () => {
  const { memory, asked, look } = open({ isOpen: () => false });
  await look([{ ...row(1, 1), run: 3, url: "http://elsewhere/" }]);
  expect([asked[0]?.only, memory.isCaughtUp, memory.lanes.size]).toEqual(["redirected", false, 1]);
});

test("takes in no more than its share of memory, and asks for few of large bodies", async () => {
  const use = { chars: 0 };
  const { memory, added, asked, look } = open({ use, wanted: () => 1_000 });
  await look([]);
  const body = "x".repeat(256 * 1024);
  for (let conversation = 1; conversation <= 100; conversation += 1)
    memory.hint(hint(conversation, 1, { body }));
  expect(added).toHaveLength(64);
  expect([use.chars, memory.isCaughtUp]).toEqual([64 * body.length, false]);
  await look([]);
  expect((asked[1]?.limit ?? 0) - 64).toBeLessThanOrEqual(32);
  memory.letGo(() => true);
  expect(use.chars).toBe(0);
});

test("leaves memory to others once all hooks together have taken what there is", async () => {
  const use = { chars: 128 * 1024 * 1024 };
  const { memory, added, look } = open({ use });
  await look([]);
  memory.hint(hint(1, 1, { body: "x".repeat(64 * 1024) }));
  expect(added).toEqual(["1.1"]);
  memory.hint(hint(2, 1));
  expect([added, memory.lookMs]).toEqual([["1.1"], 0]);
});

test("gives back what is due much later, and asks all others to when there is no room", async () => {
  let asked = 0;
  const use = { chars: 0 };
  const body = "x".repeat(64 * 1024);
  const { memory, look } = open({ use, onFull: () => (asked += 1), wanted: () => 1_000 });
  await look([row(1, 1, { body, readyMs: 90_000 }), row(2, 1, { body })]);
  for (const { items } of memory.lanes.values())
    for (const item of items) item.state = item.dueMs > 1_000 ? "due" : "ready";
  use.chars = 128 * 1024 * 1024;
  memory.doubt();
  await look([]);
  expect(asked).toBe(1);
  memory.giveBack();
  expect([[...memory.lanes.keys()], memory.isCaughtUp]).toEqual([[2], false]);
  expect(use.chars).toBe(128 * 1024 * 1024 - body.length);
  await look([]);
  expect(memory.lookMs).toBe(Number.POSITIVE_INFINITY);
});

test("keeps a few lanes of a receiver that is down", async () => {
  const { memory, look } = open();
  await look([]);
  for (let conversation = 1; conversation <= 100; conversation += 1)
    memory.hint(hint(conversation, 1));
  memory.trim();
  expect([memory.lanes.size, memory.isCaughtUp]).toEqual([40, false]);
});

test("tells what the store has from what it holds by since when it is ready", async () => {
  const { memory, look } = open();
  await look([row(1, 1, { readyMs: 500 })]);
  expect([memory.isUnknown(400), memory.isUnknown(500), memory.isUnknown(600)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("tells what the store has by what it has ready: heads, and what was released", async () => {
  const { memory, look, laneOf } = open();
  await look([row(1, 1, { readyMs: 800 })]);
  memory.hint(hint(2, 1, { readyMs: 900 }));
  memory.hint(hint(2, 2, { readyMs: 500 }));
  memory.hint(hint(2, 3, { readyMs: 700, isReleased: true }));
  expect([memory.isUnknown(600), memory.isUnknown(700)]).toEqual([true, false]);
  // Done, and not recorded yet: the store has it ready still.
  const [first] = laneOf(1).items;
  if (first) Object.assign(first, { state: "done", storedMs: 400 });
  expect(memory.isUnknown(400)).toBe(false);
});

test("reads a lane on that came to its end while there was more than memory held", async () => {
  const { memory, ended, look, laneOf, finish } = open();
  await look([row(1, 1), row(2, 1)]);
  memory.doubt();
  const [one, two] = [laneOf(1), laneOf(2)];
  if (one.items[0]) one.items[0].state = "done";
  await look([row(1, 1), row(2, 1)]);
  // Answered before the page that told of everything, and recorded after it.
  expect([memory.isCaughtUp, ended]).toEqual([true, [1]]);
  finish(one, one.items[0]);
  finish(two, two.items[0]);
  expect(ended).toEqual([1, 1, 2]);
  expect(memory.lanes.size).toBe(2);
});

test("reads a lane on once, however many others come to their end meanwhile", async () => {
  let reads = 0;
  const { promise, resolve } = Promise.withResolvers<readonly OwedDelivery[]>();
  const { memory, laneOf, finish, added } = open({
    store: {
      readyDeliveries: async () => [row(1, 1)],
      laneDeliveries: () => {
        reads += 1;
        return promise;
      },
    },
  });
  await memory.look();
  const reading = memory.readOn(laneOf(1));
  memory.hint(hint(2, 1));
  finish(laneOf(2), laneOf(2).items[0]);
  resolve([row(1, 2)]);
  await reading;
  expect([reads, added]).toEqual([1, ["1.1", "2.1", "1.2"]]);
});

test("trusts nothing after a look that failed", async () => {
  const busy = () => Promise.reject(new Error("busy"));
  const { memory } = open({ store: { readyDeliveries: busy, laneDeliveries: busy } });
  await expect(memory.look()).rejects.toThrow("busy");
  expect([memory.lookMs, memory.isCaughtUp]).toEqual([0, false]);
});
