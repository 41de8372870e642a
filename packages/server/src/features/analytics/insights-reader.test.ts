import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createHandClock } from "../../http/testing/hand-ports.ts";
import type { Store } from "../../ports/store.ts";
import { line, logTurns } from "../../stores/contract/analytics-samples.ts";
import { openMemoryStore } from "../../stores/memory/open-memory-store.ts";
import { insightsForm } from "./fold-turns.ts";
import { type RunningReader, readTurns, startInsightsReader } from "./insights-reader.ts";

const clock = createHandClock(0);
let running: RunningReader | null = null;
afterEach(() => running?.stop());

const asks = { at: "a", moves: [["a", 1]] } as const;
const botId = line(1).botId;

const entered = async (store: Store) => {
  const kinds = ["entered"] as const;
  const filter = { botId, bucketHours: 1, fromHour: 0, untilHour: 1_000_000, kinds } as const;
  return (await store.countTotals(filter))[0]?.count ?? 0;
};

async function settle(): Promise<void> {
  for (let at = 0; at < 60; at += 1) await nextTurn();
}

test("counts what is there at once, and what comes later when it looks again", async () => {
  const store = openMemoryStore({ clock });
  await logTurns(store, 1, [asks, asks]);
  running = startInsightsReader({ store, clock, report: () => {} });
  await settle();
  expect(await entered(store)).toBe(2);
  await logTurns(store, 2, [asks]);
  clock.advance(900);
  await settle();
  expect(await entered(store)).toBe(2);
  clock.advance(100);
  await settle();
  expect(await entered(store)).toBe(3);
});

test("lets others have their turn between slices, and rests after a full step", async () => {
  const store = openMemoryStore({ clock });
  const log = Array.from({ length: 5_000 }, (_, at) => ({ ...line(1, asks), id: at + 1 }));
  let slices = 0;
  let othersTurns = 0;
  const counted: number[] = [];
  running = startInsightsReader({
    ...{ clock, report: () => {} },
    store: {
      ...store,
      turnsAfter: async (id, limit) => {
        slices += 1;
        setImmediate(() => (othersTurns += 1));
        return log.slice(id, id + limit);
      },
      advanceInsights: (advance) => {
        counted.push(advance.position);
        return store.advanceInsights(advance);
      },
    },
  });
  await settle();
  expect(counted).toEqual([1_000]);
  expect(othersTurns).toBe(slices);
  clock.advance(99);
  await settle();
  expect(counted).toEqual([1_000]);
  clock.advance(1);
  await settle();
  expect(counted).toEqual([1_000, 2_000]);
});

test("counts everything again where the counts mean something else", async () => {
  const store = openMemoryStore({ clock });
  await logTurns(store, 1, [asks]);
  while ((await readTurns(store)) > 0);
  await store.resetInsights(insightsForm + 1);
  while ((await readTurns(store)) > 0);
  expect(await entered(store)).toBe(1);
  expect((await store.insightsReader()).form).toBe(insightsForm);
});

test("reports a failure and goes on afterwards", async () => {
  const store = openMemoryStore({ clock });
  await logTurns(store, 1, [asks]);
  let isBroken = true;
  const reports: unknown[] = [];
  running = startInsightsReader({
    ...{ clock, report: (error) => void reports.push(error) },
    store: {
      ...store,
      turnsAfter: (id, limit) =>
        isBroken ? Promise.reject(new Error("disk")) : store.turnsAfter(id, limit),
    },
  });
  await settle();
  expect(reports).toHaveLength(1);
  isBroken = false;
  clock.advance(5_000);
  await settle();
  expect(await entered(store)).toBe(1);
});

test("does nothing more once it is stopped", async () => {
  const store = openMemoryStore({ clock });
  const reader = startInsightsReader({ store, clock, report: () => {} });
  await reader.stop();
  await logTurns(store, 1, [asks]);
  clock.advance(60_000);
  await settle();
  expect(await entered(store)).toBe(0);
});
