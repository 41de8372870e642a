import { afterEach, beforeEach, expect, test } from "vitest";
import type { RecordWrite, Store } from "../ports/store.ts";
import { dead, hook, key, OWED_MS, ok, owe, putHooks } from "../stores/contract/hook-samples.ts";
import { handClock } from "../stores/contract/store-case.ts";
import { openMemoryStore } from "../stores/memory/open-memory-store.ts";
import { examineHooks } from "./examine-hooks.ts";

let store: Store;

beforeEach(() => {
  store = openMemoryStore({ clock: handClock(0) });
});
afterEach(() => store.close());

const unwell = (hookId: number, code: "gone" | "failing"): RecordWrite => ({
  kind: "put-hook-health",
  health: { hookId, failingSinceMs: 1, notice: { code, message: "No more.", atMs: 2 } },
});

const day = 86_400_000;

test("without hooks, and with hooks that got everything, all is well", async () => {
  expect(await examineHooks(store, OWED_MS)).toMatchObject({
    ...{ check: "hooks", state: "ok", found: "0 hooks; 0 deliveries owed", advice: "" },
  });
  await putHooks(store, hook(1));
  expect(await examineHooks(store, OWED_MS)).toMatchObject({
    ...{ state: "ok", found: "1 hooks; 0 deliveries owed" },
  });
});

test("what is owed is counted over all hooks, with the age of the oldest", async () => {
  await putHooks(store, hook(1), hook(2, { isEnabled: false }));
  await owe(store, 1, 2, [1, 2]);
  await owe(store, 2, 1, [2], { nowMs: OWED_MS - 2 * day });
  const at = (nowMs: number) => examineHooks(store, nowMs);
  expect(await at(OWED_MS + day)).toMatchObject({
    ...{ state: "ok", found: "2 hooks, 1 off; 5 deliveries owed, the oldest for 3 days" },
  });
  for (const [ms, age] of [
    [9_999, "9 seconds"],
    [60_000, "1 minutes"],
    [2.9 * 3_600_000, "2 hours"],
  ] as const)
    expect((await at(OWED_MS - 2 * day + ms)).found).toContain(`the oldest for ${age}`);
});

test("what was given up is counted over all hooks, and is no reason to warn: it may have been sent once more since", async () => {
  await putHooks(store, hook(1), hook(2));
  await owe(store, 1, 2, [1, 2]);
  await owe(store, 2, 1, [1]);
  const epoch = await store.beginDispatch();
  await store.recordDeliveries(epoch, [
    ...[dead(key(1, 1, 1)), dead(key(1, 2, 1)), dead(key(2, 1, 1))],
    ...[ok(key(1, 1, 2)), ok(key(2, 1, 2))],
  ]);
  expect(await examineHooks(store, OWED_MS)).toMatchObject({
    state: "ok",
    found: "2 hooks; 0 deliveries owed; 3 given up or skipped, as far back as the log goes",
  });
});

test("receivers that do not work are warned of, each with what to do", async () => {
  await putHooks(store, hook(1), hook(2), hook(3, { isEnabled: false }), hook(4));
  await store.commit({ records: [unwell(1, "gone"), unwell(2, "failing"), unwell(3, "gone")] });
  const { state, found, advice } = await examineHooks(store, OWED_MS);
  expect([state, found]).toEqual([
    ...["warning", "4 hooks, 1 off, 1 failing, 1 gone; 0 deliveries owed"],
  ]);
  expect(advice).toMatch(/Hook 1 .*410: switch it on again.* Hook 2 .*failed for days/);
  expect(advice).not.toContain("Hook 3");
});
