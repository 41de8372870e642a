import assert from "node:assert/strict";
import { StoreRefused } from "../../ports/store-failure.ts";
import {
  attempt,
  dead,
  hook,
  hookWrites,
  key,
  later,
  named,
  OWED_MS,
  ok,
  owe,
  putHooks,
  ready,
  released,
  rendering,
} from "./hook-samples.ts";
import {
  conversation,
  customerWith,
  entry,
  firstTurn,
  nextTurn,
  task,
  written,
} from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

/** What is owed to hooks: in the turn's own transaction, in lanes, each lane in order. */
export const deliveryCases: readonly StoreCase[] = [
  {
    name: "owes deliveries with the turn that wrote the entries, with all that an attempt needs",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1]);
      const { eventId, body } = rendering(1, 1);
      const owed = { eventId, body, readyMs: OWED_MS, isReleased: false, attempts: 0, url: null };
      assert.deepEqual(await store.readyDeliveries(1, OWED_MS, 9), [{ ...key(1, 1, 1), ...owed }]);
      assert.deepEqual(await store.readyDeliveries(1, OWED_MS - 1, 9), []);
      assert.deepEqual(await store.owingHooks(), [{ hookId: 1, readyMs: OWED_MS }]);
      assert.deepEqual(await store.rendering(1, 1, "message"), rendering(1, 1));
      assert.equal(await store.rendering(1, 1, "apichat"), null);
    },
  },
  {
    name: "owes nothing for a turn that is not written",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      const before = await customerWith(store, 1);
      const late = nextTurn({ ...before, revision: 7 }, { hooks: hookWrites(1, [1], [1]) });
      const turn = firstTurn(late.conversation, {
        ...late,
        entries: [entry(1, 1)],
      });
      assert.equal(await store.commit({ turn }), "conflict");
      const twice = { newTasks: [task(1, "a"), task(1, "a")], entries: [entry(1, 1)] };
      const refused = nextTurn(before, {
        ...twice,
        hooks: hookWrites(1, [1], [1]),
        state: { seq: 1 },
      });
      await assert.rejects(store.commit({ turn: refused }), StoreRefused);
      assert.deepEqual(await store.owingHooks(), []);
      assert.equal(await store.rendering(1, 1, "message"), null);
    },
  },
  {
    name: "refuses what a turn cannot owe: another's entry, another conversation's, a variant without bytes",
    run: async ({ store }) => {
      const good = hookWrites(1, [1], [1]);
      const [delivery] = good.deliveries;
      assert.ok(delivery !== undefined);
      const wrong = [
        { ...good, renderings: [rendering(1, 2)] },
        { ...good, renderings: [rendering(2, 1)] },
        { ...good, renderings: [rendering(1, 1, { variant: "apichat" })] },
        { ...good, deliveries: [{ ...delivery, conversationId: 2 }] },
        { ...good, deliveries: [delivery, delivery] },
        { ...good, renderings: [rendering(1, 1), rendering(1, 1)] },
      ];
      for (const hooks of wrong) {
        const turn = firstTurn(conversation(1), { entries: [entry(1, 1)], hooks });
        await assert.rejects(store.commit({ turn }), StoreRefused);
      }
      assert.equal(await store.conversation(1), null);
    },
  },
  {
    name: "renders an entry once for each variant, and keeps no rendering that nobody is owed",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2), hook(3));
      const [first, second] = hookWrites(1, [1], [1, 2]).deliveries;
      assert.ok(first !== undefined && second !== undefined);
      const legacy = rendering(1, 1, { variant: "message-legacy", body: "{'old'}" });
      const unwanted = rendering(1, 1, { variant: "apichat", body: "[]" });
      const hooks = {
        renderings: [unwanted, rendering(1, 1), legacy],
        deliveries: [first, { ...second, variant: "message-legacy" } as const],
        nowMs: OWED_MS,
      };
      await written(store, { turn: firstTurn(conversation(1), { entries: [entry(1, 1)], hooks }) });
      assert.equal((await store.readyDeliveries(1, OWED_MS, 9))[0]?.body, rendering(1, 1).body);
      assert.equal((await store.readyDeliveries(2, OWED_MS, 9))[0]?.body, "{'old'}");
      assert.deepEqual(await store.rendering(1, 1, "message-legacy"), legacy);
      assert.equal(await store.rendering(1, 1, "apichat"), null);
    },
  },
  {
    name: "has one head in a lane, whatever else is owed there, and lanes do not wait for each other",
    run: async ({ store }) => {
      await putHooks(store, hook(1), hook(2));
      await owe(store, 1, 2, [1, 2]);
      await owe(store, 1, 3, [1], { nowMs: OWED_MS - 9 });
      await owe(store, 2, 1, [1], { nowMs: OWED_MS - 1 });
      assert.deepEqual(await ready(store, 1), ["2.1", "1.1"]);
      assert.deepEqual(await ready(store, 2), ["1.1"]);
      assert.deepEqual(named(await store.readyDeliveries(1, OWED_MS, 1)), ["2.1"]);
      assert.deepEqual(await store.owingHooks(), [
        { hookId: 1, readyMs: OWED_MS - 1 },
        { hookId: 2, readyMs: OWED_MS },
      ]);
      const behind = await store.laneDeliveries(key(1, 1, 1), 9);
      assert.deepEqual(named(behind), ["1.2", "1.3"]);
      assert.deepEqual(
        behind.map(({ readyMs }) => readyMs),
        [OWED_MS, OWED_MS - 9],
      );
      assert.deepEqual(named(await store.laneDeliveries(key(1, 1, 0), 2)), ["1.1", "1.2"]);
    },
  },
  {
    name: "puts the entries of a turn in their order, however it lists them",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      const { renderings, deliveries, nowMs } = hookWrites(1, [1, 2, 3], [1]);
      const reversed = { renderings: renderings.toReversed(), deliveries, nowMs };
      const entries = [entry(1, 1), entry(1, 2), entry(1, 3)];
      await written(store, { turn: firstTurn(conversation(1), { entries, hooks: reversed }) });
      assert.deepEqual(await ready(store, 1), ["1.1"]);
      assert.deepEqual(named(await store.laneDeliveries(key(1, 1, 1), 9)), ["1.2", "1.3"]);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "goes on in a lane when its head was delivered or given up",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 4, [1]);
      const epoch = await store.beginDispatch();
      assert.equal(await store.recordDeliveries(epoch, [ok(key(1, 1, 1))]), "recorded");
      assert.deepEqual(await ready(store, 1), ["1.2"]);
      await store.recordDeliveries(epoch, [dead(key(1, 1, 2)), ok(key(1, 1, 3))]);
      assert.deepEqual(await ready(store, 1), ["1.4"]);
      await store.recordDeliveries(epoch, [ok(key(1, 1, 4))]);
      assert.deepEqual(await store.owingHooks(), []);
      await owe(store, 1, 5, [1]);
      assert.deepEqual(await ready(store, 1), ["1.5"]);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "holds a lane while its head is to be tried again, and counts the attempts",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 2, [1]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [later(key(1, 1, 1), OWED_MS + 1000)]);
      assert.deepEqual(await store.readyDeliveries(1, OWED_MS + 999, 9), []);
      const [again] = await store.readyDeliveries(1, OWED_MS + 1000, 9);
      assert.deepEqual([again?.seq, again?.attempts, again?.readyMs], [1, 1, OWED_MS + 1000]);
      await store.recordDeliveries(epoch, [later(key(1, 1, 1), OWED_MS + 5000)]);
      assert.deepEqual(await store.owingHooks(), [{ hookId: 1, readyMs: OWED_MS + 5000 }]);
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1))]);
      const { status, readyMs, attempts } = (await store.delivery(key(1, 1, 1))) ?? {};
      assert.deepEqual([status, readyMs], ["ok", null]);
      assert.deepEqual(attempts, [attempt(503), attempt(503), attempt(200)]);
    },
  },
  {
    name: "lets a lane go on beside a released delivery, which keeps its own time",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 3, [1]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [released(key(1, 1, 1))]);
      assert.deepEqual(await ready(store, 1), ["1.1", "1.2"]);
      assert.equal((await store.delivery(key(1, 1, 1)))?.status, "pending");
      const dueMs = OWED_MS + 50;
      await store.recordDeliveries(epoch, [later(key(1, 1, 2), dueMs, true)]);
      assert.deepEqual(await ready(store, 1), ["1.1", "1.3", "1.2"]);
      await store.recordDeliveries(epoch, [later(key(1, 1, 1), dueMs + 1)]);
      assert.deepEqual(await ready(store, 1), ["1.3", "1.2", "1.1"]);
      assert.equal((await store.delivery(key(1, 1, 1)))?.isReleased, true);
      assert.deepEqual(named(await store.laneDeliveries(key(1, 1, 1), 9)), ["1.2", "1.3"]);
      await store.recordDeliveries(epoch, [ok(key(1, 1, 2)), ok(key(1, 1, 3))]);
      await owe(store, 1, 4, [1]);
      assert.deepEqual(await ready(store, 1), ["1.4", "1.1"]);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "owes what is released from the start beside the lane",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1]);
      await owe(store, 1, 3, [1], { isReleased: true });
      assert.deepEqual(await ready(store, 1), ["1.1", "1.2", "1.3"]);
      await owe(store, 1, 4, [1]);
      assert.deepEqual(await ready(store, 1), ["1.1", "1.2", "1.3"]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [ok(key(1, 1, 3))]);
      assert.deepEqual(await ready(store, 1), ["1.1", "1.2"]);
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1))]);
      assert.deepEqual(await ready(store, 1), ["1.2", "1.4"]);
      assert.deepEqual((await store.report()).faults, []);
    },
  },
  {
    name: "remembers when a delivery behind the head is due, until it is its turn",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 2, [1]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [later(key(1, 1, 2), OWED_MS + 70)]);
      assert.deepEqual(await ready(store, 1), ["1.1"]);
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1))]);
      assert.deepEqual(await store.owingHooks(), [{ hookId: 1, readyMs: OWED_MS + 70 }]);
    },
  },
  {
    name: "records nothing for somebody whose epoch is over",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 1, [1]);
      const first = await store.beginDispatch();
      const second = await store.beginDispatch();
      assert.ok(second > first);
      assert.equal(await store.recordDeliveries(first, [ok(key(1, 1, 1))]), "lost-epoch");
      assert.equal((await store.delivery(key(1, 1, 1)))?.status, "pending");
      assert.equal(await store.recordDeliveries(second, [ok(key(1, 1, 1))]), "recorded");
    },
  },
  {
    name: "passes over what is not owed any more, and records the rest",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 2, [1]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [dead(key(1, 1, 1))]);
      const late = [ok(key(1, 1, 1)), later(key(1, 1, 1), 5), released(key(1, 1, 1))];
      await store.recordDeliveries(epoch, [...late, ok(key(9, 9, 9)), ok(key(1, 1, 2))]);
      const given = await store.delivery(key(1, 1, 1));
      assert.deepEqual([given?.status, given?.attempts.length], ["dead", 1]);
      assert.equal((await store.delivery(key(1, 1, 2)))?.status, "ok");
      assert.deepEqual(await store.owingHooks(), []);
    },
  },
  {
    name: "records an outcome without an attempt",
    run: async ({ store }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 2, [1]);
      const epoch = await store.beginDispatch();
      const skipped = { ...dead(key(1, 1, 1)), attempt: null };
      const putOff = { ...later(key(1, 1, 2), OWED_MS + 5), attempt: null };
      await store.recordDeliveries(epoch, [skipped, putOff]);
      const first = await store.delivery(key(1, 1, 1));
      assert.deepEqual([first?.status, first?.attempts], ["dead", []]);
      const second = await store.delivery(key(1, 1, 2));
      assert.deepEqual([second?.status, second?.readyMs], ["pending", OWED_MS + 5]);
    },
  },
  {
    name: "remembers everything owed after a restart, and begins another epoch",
    needs: "persistence",
    run: async ({ store, reopen }) => {
      await putHooks(store, hook(1));
      await owe(store, 1, 3, [1]);
      const epoch = await store.beginDispatch();
      await store.recordDeliveries(epoch, [ok(key(1, 1, 1)), later(key(1, 1, 2), OWED_MS + 9)]);
      const before = await store.deliveries({ hookId: 1, offset: 0, limit: 9 });
      const later2 = await reopen();
      assert.deepEqual(await later2.deliveries({ hookId: 1, offset: 0, limit: 9 }), before);
      assert.deepEqual(await ready(later2, 1), ["1.2"]);
      assert.ok((await later2.beginDispatch()) > epoch);
    },
  },
];
