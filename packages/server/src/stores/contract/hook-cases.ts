import assert from "node:assert/strict";
import type { RecordWrite, Store } from "../../ports/store.ts";
import { dead, hook, key, later, OWED_MS, ok, owe, putHooks, ready } from "./hook-samples.ts";
import { CHANNEL, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const write = (store: Store, ...records: readonly RecordWrite[]) => written(store, { records });

const failing = (hookId: number) =>
  ({
    hookId,
    failingSinceMs: 5,
    notice: { code: "failing", message: "It refuses — é.", atMs: 6 },
  }) as const;

/** Hooks as records, and their end. */
export const hookCases: readonly StoreCase[] = [
  {
    name: "keeps hooks and gives them back as they were written",
    run: async ({ store }) => {
      const hooks = [
        hook(1),
        hook(2, { form: "apichat", isEnabled: false, types: [], ordering: "none" }),
        hook(3, { channelId: CHANNEL + 1, hasLegacyStrings: true, ordering: "strict" }),
      ];
      await putHooks(store, ...hooks);
      assert.deepEqual(await store.allHooks(), hooks);
      assert.deepEqual(await store.hooks(CHANNEL), hooks.slice(0, 2));
      assert.deepEqual(await store.hook(3), hooks[2]);
      assert.equal(await store.hook(4), null);
      const renamed = hook(1, { name: "Helpdesk", url: "https://example.org/other" });
      await putHooks(store, renamed);
      assert.deepEqual(await store.hook(1), renamed);
    },
  },
  {
    name: "keeps what deliveries have shown of a hook, as long as there is the hook",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      assert.equal(await store.hookHealth(1), null);
      await write(store, { kind: "put-hook-health", health: failing(1) });
      assert.deepEqual(await store.hookHealth(1), failing(1));
      const well = { hookId: 1, failingSinceMs: null, notice: null };
      await write(store, { kind: "put-hook-health", health: well });
      assert.deepEqual(await store.hookHealth(1), well);
      await write(store, { kind: "put-hook-health", health: failing(2) });
      assert.equal(await store.hookHealth(2), null);
    },
  },
  {
    name: "tells how much a hook is owed, and since when",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2));
      assert.deepEqual(await store.owedTo(1), { count: 0, oldestMs: null });
      await owe(store, 1, 3, [1], { nowMs: OWED_MS + 5 });
      await owe(store, 2, 1, [1, 2], { nowMs: OWED_MS + 7 });
      assert.deepEqual(await store.owedTo(1), { count: 4, oldestMs: OWED_MS + 5 });
      assert.deepEqual(await store.owedTo(2), { count: 1, oldestMs: OWED_MS + 7 });
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [later(key(1, 1, 1), OWED_MS + 900)]);
      assert.deepEqual(await store.owedTo(1), { count: 4, oldestMs: OWED_MS + 5 });
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1)), dead(key(1, 1, 2))]);
      assert.deepEqual(await store.owedTo(1), { count: 2, oldestMs: OWED_MS + 5 });
      await store.recordDeliveries(epoch, [ok(key(1, 1, 3))]);
      assert.deepEqual(await store.owedTo(1), { count: 1, oldestMs: OWED_MS + 7 });
      await store.recordDeliveries(epoch, [ok(key(1, 2, 1))]);
      assert.deepEqual(await store.owedTo(1), { count: 0, oldestMs: null });
      const url = "https://other.example";
      await store.startRun({ hookId: 1, url, nowMs: OWED_MS + 50 });
      assert.deepEqual(await store.owedTo(1), { count: 4, oldestMs: OWED_MS + 50 });
    },
  },
  {
    name: "notes a hook's health with the results that showed it",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1]);
      const epoch = await store.beginDispatch();
      const results = [later(key(1, 1, 1), 99)];
      await store.recordDeliveries(epoch, results, [failing(1), failing(2)]);
      assert.deepEqual(await store.hookHealth(1), failing(1));
      assert.equal(await store.hookHealth(2), null);
      await store.beginDispatch();
      const well = { hookId: 1, failingSinceMs: null, notice: null };
      assert.equal(await store.recordDeliveries(epoch, [], [well]), "lost-epoch");
      assert.deepEqual(await store.hookHealth(1), failing(1));
    },
  },
  {
    name: "deletes a hook at once; what it was owed goes when old things go, and no other's",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2));
      await write(store, { kind: "put-hook-health", health: failing(1) });
      await owe(store, 1, 2, [1, 2]);
      const epoch = await store.beginDispatch();
      await write(store, { kind: "delete-hook", hookId: 1 }, { kind: "delete-hook", hookId: 99 });
      assert.equal(await store.hook(1), null);
      assert.equal(await store.hookHealth(1), null);
      assert.deepEqual(await store.hooks(CHANNEL), [hook(2)]);
      assert.deepEqual(
        (await store.owingHooks()).map(({ hookId }) => hookId),
        [2],
      );
      assert.deepEqual(await ready(store, 1), []);
      const results = [ok(key(1, 1, 1)), ok(key(2, 1, 1))];
      assert.equal(await store.recordDeliveries(epoch, results), "recorded");
      assert.deepEqual(await ready(store, 1), []);
      assert.deepEqual(await ready(store, 2), ["1.2"]);
      await store.prune({ answersMs: 0, tracesMs: 0, deliveriesMs: 0 });
      assert.equal(await store.delivery(key(1, 1, 2)), null);
      assert.equal((await store.deliveries({ hookId: 1, offset: 0, limit: 9 })).total, 0);
      assert.equal((await store.deliveries({ hookId: 2, offset: 0, limit: 9 })).total, 2);
      assert.equal((await store.rendering(1, 1, "message"))?.seq, 1);
      assert.equal(await store.recordDeliveries(epoch, results), "recorded");
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "owes to a hook that was deleted meanwhile without harm to the turn",
    run: async ({ store }) => {
      await owe(store, 1, 2, [7]);
      assert.deepEqual(await store.owingHooks(), []);
      await store.prune({ answersMs: 0, tracesMs: 0, deliveriesMs: 0 });
      assert.equal(await store.rendering(1, 1, "message"), null);
      assert.equal((await store.entries({ conversationId: 1, limit: 9 })).length, 2);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "erases a customer's deliveries and renderings with them, and only theirs",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 2, [1]);
      await owe(store, 2, 1, [1]);
      const { run } = await store.startRun({ hookId: 1, url: null, nowMs: Date.now() });
      const epoch = await store.beginDispatch();
      await write(store, { kind: "erase-conversation", conversationId: 1 });
      assert.equal(await store.delivery(key(1, 1, 1)), null);
      assert.equal(await store.delivery(key(1, 1, 1, run)), null);
      assert.equal(await store.rendering(1, 1, "message"), null);
      assert.deepEqual(await store.laneDeliveries(key(1, 1, 0), 9), []);
      assert.deepEqual(await ready(store, 1), ["2.1", `2.1 run ${run}`]);
      assert.equal(await store.recordDeliveries(epoch, [ok(key(1, 1, 1))]), "recorded");
      assert.equal(await store.delivery(key(1, 1, 1)), null);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
];
