import assert from "node:assert/strict";
import type { DeliveryFilter } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import {
  attempt,
  dead,
  hook,
  key,
  later,
  named,
  OWED_MS,
  ok,
  owe,
  putHooks,
  ready,
  rendering,
} from "./hook-samples.ts";
import { conversation, entry, firstTurn, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

async function listed(store: Store, filter: Partial<DeliveryFilter>): Promise<readonly string[]> {
  const page = { hookId: 1, offset: 0, limit: 100, ...filter };
  const { total, rows } = await store.deliveries(page);
  if (page.offset === 0 && page.limit >= 100) {
    assert.equal(total, rows.length);
  }
  return named(rows);
}

const PRUNED = { answersMs: 0, tracesMs: 0 };

/** The log, runs over again, and forgetting. */
export const deliveryLogCases: readonly StoreCase[] = [
  {
    name: "shows a delivery with all its attempts",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 2, [1]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [later(key(1, 1, 1), OWED_MS + 9)]);
      const { body: _body, ...about } = rendering(1, 1);
      const shown = { ...key(1, 1, 1), ...about, isReleased: false, createdMs: OWED_MS, url: null };
      assert.deepEqual(await store.delivery(key(1, 1, 1)), {
        ...shown,
        ...{ status: "failed", readyMs: OWED_MS + 9, attempts: [attempt(503)] },
      });
      assert.equal((await store.delivery(key(1, 1, 2)))?.readyMs, null);
      assert.equal(await store.delivery(key(2, 1, 1)), null);
      assert.equal(await store.delivery(key(1, 1, 1, 1)), null);
    },
  },
  {
    name: "lists deliveries of a hook, newest first, a page at a time",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2));
      await owe(store, 1, 2, [1, 2]);
      await owe(store, 2, 1, [1], { nowMs: OWED_MS + 1 });
      await owe(store, 1, 3, [1], { nowMs: OWED_MS - 1 });
      assert.deepEqual(await listed(store, {}), ["2.1", "1.2", "1.1", "1.3"]);
      assert.deepEqual(await listed(store, { offset: 1, limit: 2 }), ["1.2", "1.1"]);
      assert.deepEqual(await listed(store, { offset: 9 }), []);
      assert.equal((await store.deliveries({ hookId: 1, offset: 3, limit: 2 })).total, 4);
      assert.equal((await store.deliveries({ hookId: 1, offset: 0, limit: 0 })).total, 4);
      assert.deepEqual(await listed(store, { hookId: 3 }), []);
    },
  },
  {
    name: "lists what it is asked for: by customer, run, status, type, sender and time",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 4, [1]);
      const about = { type: "event", sender: "sys" };
      const owed = {
        hookId: 1,
        conversationId: 2,
        seq: 1,
        variant: "message",
        isReleased: false,
      } as const;
      const hooks = {
        renderings: [rendering(2, 1, about)],
        deliveries: [owed],
        nowMs: OWED_MS + 5,
      };
      await written(store, { turn: firstTurn(conversation(2), { entries: [entry(2, 1)], hooks }) });
      const epoch = await store.beginDispatch();
      const results = [ok(key(1, 1, 1)), dead(key(1, 1, 2)), later(key(1, 1, 3), OWED_MS)];
      await store.recordDeliveries(epoch, results);
      const only = { conversationId: 1, seq: 1 };
      const { run } = await store.startRun({ hookId: 1, only, url: null, nowMs: OWED_MS + 9 });
      assert.deepEqual(await listed(store, { conversationId: 1, run: 0 }), [
        "1.4",
        "1.3",
        "1.2",
        "1.1",
      ]);
      assert.deepEqual(await listed(store, { run }), [`1.1 run ${run}`]);
      assert.deepEqual(await listed(store, { status: "ok" }), ["1.1"]);
      assert.deepEqual(await listed(store, { status: "dead" }), ["1.2"]);
      assert.deepEqual(await listed(store, { status: "failed" }), ["1.3"]);
      assert.deepEqual(await listed(store, { status: "pending", run: 0 }), ["2.1", "1.4"]);
      assert.deepEqual(await listed(store, { type: "event" }), ["2.1"]);
      assert.deepEqual(await listed(store, { sender: "sys", type: "text" }), []);
      assert.deepEqual(await listed(store, { sinceMs: OWED_MS + 5, untilMs: OWED_MS + 9 }), [
        "2.1",
      ]);
      assert.deepEqual(await listed(store, { sinceMs: OWED_MS + 9 }), [`1.1 run ${run}`]);
      assert.deepEqual(await listed(store, { conversationId: 1, status: "dead", untilMs: 1 }), []);
    },
  },
  {
    name: "owes one delivery once more, with the same bytes, whatever became of it",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2));
      await owe(store, 1, 2, [1, 2]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [dead(key(1, 1, 1)), ok(key(1, 1, 2))]);
      const nowMs = OWED_MS + 50;
      const only = { conversationId: 1, seq: 1 };
      const first = await store.startRun({ hookId: 1, only, url: null, nowMs });
      const second = await store.startRun({ hookId: 1, only, url: "https://other.example", nowMs });
      assert.ok(second.run > first.run && first.run > 0);
      assert.deepEqual([first.queued, second.queued], [1, 1]);
      const owed = await store.readyDeliveries(1, nowMs, 9);
      const { eventId, body } = rendering(1, 1);
      const again = { eventId, body, readyMs: nowMs, isReleased: false, attempts: 0 };
      assert.deepEqual(owed, [
        { ...key(1, 1, 1, first.run), ...again, url: null },
        { ...key(1, 1, 1, second.run), ...again, url: "https://other.example" },
      ]);
      assert.deepEqual(await store.readyDeliveries(1, nowMs, 9, "redirected"), owed.slice(1));
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1, second.run))]);
      assert.deepEqual(await store.readyDeliveries(1, nowMs, 9, "redirected"), []);
      const shown = await store.delivery(key(1, 1, 1, second.run));
      assert.deepEqual([shown?.status, shown?.url], ["ok", "https://other.example"]);
      assert.equal((await store.delivery(key(1, 1, 1)))?.status, "dead");
      const none = { conversationId: 1, seq: 3 };
      assert.equal((await store.startRun({ hookId: 1, only: none, url: null, nowMs })).queued, 0);
    },
  },
  {
    name: "owes a span of time once more, in order and in lanes of its own, and nothing of other runs",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2));
      await owe(store, 1, 2, [1, 2], { nowMs: OWED_MS + 9 });
      await owe(store, 2, 1, [1], { nowMs: OWED_MS + 10 });
      await owe(store, 1, 3, [1], { nowMs: OWED_MS + 11 });
      await owe(store, 1, 4, [1], { nowMs: OWED_MS + 12 });
      const span = { sinceMs: OWED_MS + 9, untilMs: OWED_MS + 12, url: null, nowMs: OWED_MS + 20 };
      const { run, queued } = await store.startRun({ hookId: 1, ...span });
      assert.equal(queued, 4);
      assert.deepEqual(await listed(store, { run, conversationId: 2 }), [`2.1 run ${run}`]);
      assert.deepEqual(named(await store.laneDeliveries(key(1, 1, 0, run), 9)), [
        ...[`1.1 run ${run}`, `1.2 run ${run}`, `1.3 run ${run}`],
      ]);
      assert.deepEqual(await ready(store, 1), ["1.1", "2.1", `1.1 run ${run}`, `2.1 run ${run}`]);
      const again = await store.startRun({ hookId: 1, url: null, nowMs: OWED_MS + 20 });
      assert.equal(again.queued, 5);
      const one = { conversationId: 1, sinceMs: OWED_MS + 11, url: null, nowMs: OWED_MS + 20 };
      assert.equal((await store.startRun({ hookId: 1, ...one })).queued, 2);
      const early = { hookId: 1, url: null, nowMs: OWED_MS + 11 };
      assert.equal((await store.startRun(early)).queued, 4);
      assert.equal((await store.startRun({ ...early, hookId: 3 })).queued, 0);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "keeps the order of a lane in a run, even where the clock had been set back",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1], { nowMs: OWED_MS + 9 });
      await owe(store, 1, 2, [1], { nowMs: OWED_MS });
      const { run } = await store.startRun({ hookId: 1, url: null, nowMs: OWED_MS + 20 });
      assert.deepEqual(await ready(store, 1), ["1.1", `1.1 run ${run}`]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1, run))]);
      assert.deepEqual(await ready(store, 1), ["1.1", `1.2 run ${run}`]);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "goes on with the run of a name, and owes nothing of it twice",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1]);
      await owe(store, 1, 3, [1], { nowMs: OWED_MS + 1 });
      const url = "https://other.example";
      const request = { hookId: 1, url, nowMs: OWED_MS + 9, name: "once" };
      // As a crash leaves it: begun, and a part of it delivered.
      const { run, queued } = await store.startRun({ ...request, untilMs: OWED_MS + 1 });
      assert.equal(queued, 1);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1, run))]);
      assert.deepEqual(await store.startRun({ ...request, nowMs: OWED_MS + 11 }), {
        ...{ run, queued: 3 },
      });
      assert.deepEqual(await listed(store, { run, status: "ok" }), [`1.1 run ${run}`]);
      const [owed, ...more] = await store.readyDeliveries(1, OWED_MS + 11, 9, "redirected");
      assert.deepEqual([owed?.seq, owed?.url, more], [2, url, []]);
      assert.deepEqual(await store.startRun(request), { run, queued: 3 });
      assert.deepEqual(named(await store.laneDeliveries(key(1, 1, 0, run), 9)), [
        ...[`1.2 run ${run}`, `1.3 run ${run}`],
      ]);
      const other = await store.startRun({ ...request, name: "twice" });
      assert.deepEqual(other, { run: run + 1, queued: 3 });
      await store.prune({ ...PRUNED, answersMs: OWED_MS + 10, deliveriesMs: 0 });
      assert.deepEqual(await store.startRun(request), { run: run + 2, queued: 3 });
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "sends a run that goes on where it was to go, whatever of it was forgotten meanwhile",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1], { nowMs: OWED_MS + 5 });
      const request = { hookId: 1, url: "https://other.example", name: "once" };
      const { run, queued } = await store.startRun({ ...request, nowMs: OWED_MS + 1 });
      assert.equal(queued, 0);
      await store.prune({ ...PRUNED, answersMs: 0, deliveriesMs: OWED_MS + 2 });
      const goingOn = await store.startRun({ ...request, nowMs: OWED_MS + 9 });
      assert.deepEqual(goingOn, { run, queued: 1 });
      await store.prune({ ...PRUNED, answersMs: 0, deliveriesMs: OWED_MS + 4 });
      const [owed] = await store.readyDeliveries(1, OWED_MS + 9, 9, "redirected");
      assert.deepEqual([owed?.seq, owed?.url], [1, request.url]);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "owes nothing once more of a hook that is deleted",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 2, [1]);
      await written(store, { records: [{ kind: "delete-hook", hookId: 1 }] });
      assert.equal((await store.startRun({ hookId: 1, url: null, nowMs: OWED_MS })).queued, 0);
    },
  },
  {
    name: "owes hundreds once more while turns are written",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 700, [1]);
      await owe(store, 2, 1, [1]);
      const running = store.startRun({ hookId: 1, url: null, nowMs: OWED_MS });
      await owe(store, 2, 3, [1], { nowMs: OWED_MS + 1 });
      const { run, queued } = await running;
      assert.equal(queued, 701);
      const { total } = await store.deliveries({ hookId: 1, run, offset: 0, limit: 1 });
      assert.equal(total, 701);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "forgets deliveries by age, owed or not, however many, and lets their lanes go on",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2));
      await owe(store, 1, 600, [1]);
      await owe(store, 1, 602, [1, 2], { nowMs: OWED_MS + 1 });
      await owe(store, 2, 1, [2], { nowMs: OWED_MS });
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1))]);
      const pruned = await store.prune({ ...PRUNED, deliveriesMs: OWED_MS + 1 });
      assert.equal(pruned.deliveries, 601);
      assert.deepEqual(await listed(store, {}), ["1.602", "1.601"]);
      assert.deepEqual(await ready(store, 1), ["1.601"]);
      assert.deepEqual(await ready(store, 2), ["1.601"]);
      assert.equal(await store.rendering(1, 600, "message"), null);
      assert.equal((await store.rendering(1, 601, "message"))?.seq, 601);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "keeps a rendering as long as a later run needs it",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1]);
      const url = "https://other.example";
      const { run } = await store.startRun({ hookId: 1, url, nowMs: OWED_MS + 10 });
      await store.prune({ ...PRUNED, deliveriesMs: OWED_MS + 10 });
      assert.equal(await store.delivery(key(1, 1, 1)), null);
      const [owed] = await store.readyDeliveries(1, OWED_MS + 10, 9);
      assert.deepEqual([owed?.run, owed?.body, owed?.url], [run, rendering(1, 1).body, url]);
      await store.prune({ ...PRUNED, deliveriesMs: OWED_MS + 11 });
      assert.equal(await store.rendering(1, 1, "message"), null);
      assert.deepEqual(await store.owingHooks(), []);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
];
