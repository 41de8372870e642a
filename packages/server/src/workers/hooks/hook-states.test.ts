import { expect, test } from "vitest";
import type { HookRecord } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import { StoreBusy } from "../../ports/store-failure.ts";
import { hook } from "../../stores/contract/hook-samples.ts";
import { written } from "../../stores/contract/samples.ts";
import { answered, failed, settle, startByHand } from "./testing/hand-dispatch.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Changes hook 1 as its owner does. */
const change = (store: Store, changes: Partial<HookRecord>) =>
  written(store, { records: [{ kind: "put-hook", hook: hook(1, { types: [], ...changes }) }] });

/** Clears a notice, as the owner does by switching the hook on. */
const clear = (store: Store) =>
  written(store, {
    records: [
      { kind: "put-hook-health", health: { hookId: 1, failingSinceMs: null, notice: null } },
    ],
  });

test("sends nothing to a hook that is off, keeps what it is owed, and delivers it in order when it is on", async () => {
  const { say, egress, pass, store, dispatcher, names } = await startByHand();
  egress.script.reply = () => answered(200);
  await say(1);
  await change(store, { isEnabled: false });
  dispatcher.refresh(1);
  await settle();
  await say(1, 2);
  await say(2);
  await pass(10_000);
  expect(names()).toEqual(["1.1"]);
  await change(store, {});
  dispatcher.refresh(1);
  await pass(100);
  expect(names().slice(1).toSorted()).toEqual(["1.2", "1.3", "2.1"]);
});

test("lets what is under way end when the hook is switched off, and begins nothing more", async () => {
  const { say, egress, pass, store, dispatcher, names, statusOf } = await startByHand();
  await say(1, 2);
  await change(store, { isEnabled: false });
  dispatcher.refresh(1);
  await settle();
  [...egress.open][0]?.answer(200);
  await pass(10_000);
  expect(names()).toEqual(["1.1"]);
  expect([await statusOf(1, 1), await statusOf(1, 2)]).toEqual(["ok", "pending"]);
});

test("forgets a hook that was deleted, even with a request under way", async () => {
  const { say, egress, pass, store, dispatcher, names, reports } = await startByHand();
  await say(1, 3);
  await written(store, { records: [{ kind: "delete-hook", hookId: 1 }] });
  dispatcher.refresh(1);
  await settle();
  [...egress.open][0]?.answer(200);
  await pass(10_000);
  expect([names(), reports]).toEqual([["1.1"], []]);
});

test("sends to the new address from the next request on", async () => {
  const { say, egress, pass, store, dispatcher } = await startByHand([
    { url: "http://old.example/" },
  ]);
  egress.script.reply = ({ request }) =>
    request.url.includes("new") ? answered(200) : failed("connect", false);
  for (let conversation = 1; conversation <= 30; conversation += 1) await say(conversation);
  await change(store, { url: "http://new.example/" });
  dispatcher.refresh(1);
  await pass(3 * minuteMs, 500);
  const reached = egress.calls.filter(({ request }) => request.url.includes("new"));
  expect(new Set(reached.map(({ name }) => name)).size).toBe(30);
});

test("stops at 410, tells the owner, counts the attempt, and goes on when the owner switches it on", async () => {
  const { say, egress, pass, store, dispatcher, names, find, reports } = await startByHand();
  egress.script.reply = () => answered(410);
  await say(1, 2);
  await say(2);
  await pass(dayMs, 10 * minuteMs);
  expect(names()).toEqual(["1.1"]);
  expect(await store.hookHealth(1)).toMatchObject({ notice: { code: "gone" } });
  expect(reports).toEqual([expect.stringMatching(/^hook 1 is paused: .*410/)]);
  expect(await find(1, 1)).toMatchObject({ status: "failed", attempts: [{ status: 410 }] });
  egress.script.reply = () => answered(200);
  await clear(store);
  dispatcher.refresh(1);
  await pass(100);
  expect(names().slice(1).toSorted()).toEqual(["1.1", "1.2", "2.1"]);
  expect(names().indexOf("1.2")).toBeGreaterThan(1);
});

test("is still off after a restart when the receiver was gone", async () => {
  const { say, egress, pass, restart, names, dispatcher } = await startByHand();
  egress.script.reply = () => answered(410);
  await say(1);
  await pass(100);
  await dispatcher.stop(0);
  await restart();
  await pass(10_000);
  expect(names()).toEqual(["1.1"]);
});

test("pauses after five days of failures, probes every half hour, and comes back by itself", async () => {
  const { say, egress, pass, store, names, find, tellings } = await startByHand();
  egress.script.reply = () => failed("connect", false);
  for (let conversation = 1; conversation <= 30; conversation += 1) await say(conversation);
  await pass(4 * dayMs, minuteMs);
  for (let conversation = 40; conversation <= 60; conversation += 1) await say(conversation);
  await pass(1.5 * dayMs, minuteMs);
  expect(await store.hookHealth(1)).toMatchObject({ notice: { code: "failing" } });
  const before = egress.calls.length;
  await pass(dayMs, minuteMs);
  const probes = egress.calls.length - before;
  expect(probes).toBeGreaterThanOrEqual(45);
  expect(probes).toBeLessThanOrEqual(49);
  expect(tellings).toEqual([]);
  await say(31);
  egress.script.reply = () => answered(200);
  await pass(31 * minuteMs, minuteMs);
  expect(tellings).toEqual(["hook 1 works again"]);
  await pass(5 * minuteMs, 1_000);
  expect(await store.hookHealth(1)).toMatchObject({ failingSinceMs: null, notice: null });
  expect(names()).toContain("31.1");
  expect((await find(31, 1))?.status).toBe("ok");
}, 60_000);

test("goes on with a run to another target while the hook is off", async () => {
  const { say, egress, pass, store, dispatcher, clock, statusOf } = await startByHand();
  egress.script.reply = () => answered(200);
  await say(1, 3);
  await pass(100);
  await change(store, { isEnabled: false });
  dispatcher.refresh(1);
  for (let conversation = 2; conversation <= 40; conversation += 1) await say(conversation);
  const url = "http://elsewhere.example/";
  const { run } = await store.startRun({ hookId: 1, conversationId: 1, url, nowMs: clock.nowMs() });
  dispatcher.refresh(1);
  await pass(1_000);
  const elsewhere = egress.calls.filter(({ request }) => request.url === url);
  expect(elsewhere.map(({ name }) => name)).toEqual(["1.1", "1.2", "1.3"]);
  expect([await statusOf(1, 3, 1, run), await statusOf(2, 1)]).toEqual(["ok", "pending"]);
});

test("takes 410 from a run's own target as a refusal, which says nothing about the hook", async () => {
  const { say, egress, pass, store, dispatcher, clock, names } = await startByHand();
  egress.script.reply = ({ request }) => answered(request.url.includes("gone") ? 410 : 200);
  await say(1);
  await pass(100);
  await store.startRun({ hookId: 1, url: "http://gone.example/", nowMs: clock.nowMs() });
  dispatcher.refresh(1);
  await pass(500);
  await say(2);
  expect(names()).toEqual(["1.1", "1.1", "2.1"]);
  expect(await store.hookHealth(1)).toBe(null);
});

test("delivers a resend beside what happens, with the same id and bytes", async () => {
  const { say, egress, pass, store, dispatcher, clock } = await startByHand();
  egress.script.reply = () => answered(200);
  await say(1, 2);
  await pass(5_000);
  const only = { conversationId: 1, seq: 1 };
  await store.startRun({ hookId: 1, only, url: null, nowMs: clock.nowMs() });
  dispatcher.refresh(1);
  await pass(100);
  const [first, , again] = egress.calls;
  expect(again?.name).toBe("1.1");
  expect(String(again?.request.body)).toBe(String(first?.request.body));
  expect(again?.request.headers["webhook-timestamp"]).not.toBe(
    first?.request.headers["webhook-timestamp"],
  );
});

test("skips a delivery by hand, so that its lane goes on, and refuses to skip what is done", async () => {
  const { say, egress, pass, dispatcher, names, statusOf } = await startByHand([
    { ordering: "strict" },
  ]);
  egress.script.reply = ({ name }) => answered(name === "1.1" ? 500 : 200);
  await say(1, 2);
  await pass(10_000);
  const key = { hookId: 1, conversationId: 1, run: 0, seq: 1 };
  expect(await dispatcher.skip(key)).toBe(true);
  await pass(100);
  expect(names().at(-1)).toBe("1.2");
  expect([await statusOf(1, 1), await statusOf(1, 2)]).toEqual(["dead", "ok"]);
  expect(await dispatcher.skip(key)).toBe(false);
  expect(await dispatcher.skip({ ...key, seq: 9 })).toBe(false);
});

test("records nothing more of a delivery that was skipped while it was under way", async () => {
  const { say, egress, pass, dispatcher, find } = await startByHand([{ ordering: "strict" }]);
  await say(1, 2);
  await dispatcher.skip({ hookId: 1, conversationId: 1, run: 0, seq: 1 });
  [...egress.open][0]?.answer(500);
  await pass(5_000);
  expect(await find(1, 1)).toMatchObject({ status: "dead", attempts: [] });
});

test("makes one request by hand, signed like any other, and records nothing", async () => {
  const { egress, dispatcher, store } = await startByHand();
  egress.script.reply = () => answered(418, { "x-tea": "pot" }, "short and stout");
  const attempt = await dispatcher.tryOnce(hook(1), { eventId: "evt_test", body: "{}" });
  expect(attempt).toMatchObject({
    ...{ status: 418, answer: "short and stout", error: "The receiver answered 418." },
    requestHeaders: {
      "webhook-id": "evt_test",
      "webhook-signature": expect.stringMatching(/^v1,/),
    },
  });
  expect((await store.deliveries({ hookId: 1, offset: 0, limit: 9 })).total).toBe(0);
});

test("reads a hook again after the store was busy", async () => {
  let isBusy = true;
  const { say, egress, pass, names, reports } = await startByHand([{}], {
    wrap: (store) => ({
      ...store,
      hook: (id) => (isBusy ? Promise.reject(new StoreBusy("locked")) : store.hook(id)),
    }),
  });
  egress.script.reply = () => answered(200);
  await say(1);
  isBusy = false;
  await pass(2_100);
  expect([names(), reports]).toEqual([["1.1"], ["opening hook 1: StoreBusy: locked"]]);
});

test("keeps what is under way when the store is too busy to read a hook again", async () => {
  let failures = 0;
  const { say, egress, pass, names, reports, dispatcher, find } = await startByHand([{}], {
    wrap: (store) => ({
      ...store,
      hook: (id) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error("out of memory")) : store.hook(id);
      },
    }),
  });
  await say(1, 2);
  failures = 2;
  dispatcher.refresh(1);
  await settle();
  await say(1);
  await pass(4_100);
  expect([names(), egress.open.size]).toEqual([["1.1"], 1]);
  egress.script.reply = () => answered(200);
  egress.calls[0]?.answer(200);
  await pass(4_100);
  expect(names()).toEqual(["1.1", "1.2", "1.3"]);
  expect((await find(1, 1))?.attempts).toHaveLength(1);
  expect(reports).toEqual(["opening hook 1: Error: out of memory"]);
});

test("switches a hook on although reading it failed at first, whatever the reason", async () => {
  let isBroken = false;
  const { say, egress, pass, names, store, dispatcher } = await startByHand(
    [{ isEnabled: false }],
    {
      wrap: (it) => ({
        ...it,
        hook: (id) => (isBroken ? Promise.reject(new Error("broken")) : it.hook(id)),
      }),
    },
  );
  egress.script.reply = () => answered(200);
  await say(1);
  await pass(3_000);
  await change(store, {});
  isBroken = true;
  dispatcher.refresh(1);
  await settle();
  isBroken = false;
  await pass(2_100);
  expect(names()).toEqual(["1.1"]);
});

test("reports a hook whose secrets cannot be opened, and delivers to all others", async () => {
  const { say, egress, names, reports } = await startByHand([{ sealed: "broken" }, {}], {
    secretsOf: ({ sealed }) => {
      if (sealed === "broken") throw new Error("sealed with another key");
      return { token: null, secrets: [] };
    },
  });
  egress.script.reply = () => answered(200);
  await say(1);
  expect(names()).toEqual(["1.1"]);
  expect(reports).toEqual(["opening hook 1: Error: sealed with another key"]);
});
