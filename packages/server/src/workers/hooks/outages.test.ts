import { expect, test } from "vitest";
import { answered, failed, startByHand } from "./testing/hand-dispatch.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The order in which each conversation's entries first succeeded. */
function firstSuccesses(calls: readonly { readonly name: string }[]): Map<string, number[]> {
  const seen = new Map<string, number[]>();
  for (const { name } of calls) {
    const [conversation = "", seq = ""] = name.split(".");
    const order = seen.get(conversation) ?? [];
    if (!order.includes(Number(seq))) order.push(Number(seq));
    seen.set(conversation, order);
  }
  return seen;
}

test("probes a receiver that is down one request at a time, and spends no attempts on what it does not try", async () => {
  const { say, egress, pass, find } = await startByHand();
  egress.script.reply = () => failed("connect", false);
  for (let conversation = 1; conversation <= 200; conversation += 1) await say(conversation, 2);
  await pass(5 * minuteMs, 500);
  const lastMinute = egress.calls.filter(
    ({ atMs }) => atMs > (egress.calls.at(-1)?.atMs ?? 0) - minuteMs,
  );
  expect(lastMinute.length).toBeLessThanOrEqual(13);
  expect(egress.calls.length).toBeLessThan(100);
  expect(await find(200, 2)).toMatchObject({ status: "pending", attempts: [] });
});

test("delivers everything in order once the receiver is back, beginning with few requests", async () => {
  const { say, egress, pass, find, statusOf } = await startByHand();
  egress.script.reply = () => answered(503);
  for (let conversation = 1; conversation <= 100; conversation += 1) await say(conversation, 3);
  await pass(30_000, 500);
  const before = egress.calls.length;
  let mostOpen = 0;
  egress.script.reply = () => {
    mostOpen = Math.max(mostOpen, egress.open.size);
    return answered(200);
  };
  await pass(10 * minuteMs, 1_000);
  const order = firstSuccesses(egress.calls.slice(before));
  expect(order.size).toBe(100);
  expect([...order.values()].every((seqs) => seqs.join() === "1,2,3")).toBe(true);
  expect(await statusOf(100, 3)).toBe("ok");
  expect(await find(1, 1)).toMatchObject({ isReleased: false });
});

test("lets one hook's outage delay no other hook", async () => {
  const { say, egress, pass } = await startByHand([
    { url: "http://same.example/down" },
    { url: "http://same.example/up" },
  ]);
  egress.script.reply = ({ request }) =>
    request.url.endsWith("up") ? answered(200) : failed("reset", true);
  for (let conversation = 1; conversation <= 50; conversation += 1) {
    await say(conversation, 2);
    const up = egress.calls.filter(({ request }) => request.url.endsWith("up"));
    expect(up).toHaveLength(2 * conversation);
    await pass(100);
  }
});

test("holds lanes for longer than the 30-minute attempt while all of them fail, and no longer once one succeeds", async () => {
  const { say, egress, pass, find, names } = await startByHand();
  egress.script.reply = () => failed("connect", false);
  await say(1, 2);
  await say(2, 1);
  await pass(3 * hourMs, 5_000);
  expect((await find(1, 1))?.attempts.length).toBeGreaterThanOrEqual(6);
  expect((await find(1, 1))?.isReleased).toBe(false);
  expect(names()).not.toContain("1.2");
  egress.script.reply = () => answered(200);
  await say(3);
  await pass(10_000);
  expect(names()).toContain("1.2");
});

test("lets a lane go on after the 30-minute attempt of one message that alone makes the receiver fail", async () => {
  const { say, egress, pass, find, names } = await startByHand();
  egress.script.reply = ({ name }) => answered(name === "1.1" ? 500 : 200);
  await say(1, 3);
  await pass(35 * minuteMs, 1_000);
  expect(names()).not.toContain("1.2");
  await pass(2 * minuteMs, 1_000);
  expect(names().slice(-2)).toEqual(["1.2", "1.3"]);
  expect(await find(1, 1)).toMatchObject({ status: "failed", isReleased: true });
  expect((await find(1, 1))?.attempts).toHaveLength(6);
});

test("lets a lane go on after the 30-second attempt of a message that the receiver refuses", async () => {
  const { say, egress, pass, find, names } = await startByHand();
  egress.script.reply = ({ name }) => answered(name === "1.1" ? 422 : 200);
  await say(1, 2);
  await pass(35_000);
  expect(names()).toEqual(["1.1", "1.1", "1.1"]);
  await pass(2_000);
  expect(names()).toEqual(["1.1", "1.1", "1.1", "1.1", "1.2"]);
  expect((await find(1, 1))?.isReleased).toBe(true);
});

test("gives a delivery up after its twelfth attempt, and the lane of a strict hook goes on", async () => {
  const { say, egress, pass, find, names, outcomes } = await startByHand([{ ordering: "strict" }]);
  egress.script.reply = ({ name }) => answered(name === "1.1" ? 400 : 200);
  await say(1, 2);
  await pass(80 * hourMs, 20_000);
  expect(names().filter((name) => name === "1.1")).toHaveLength(12);
  expect(names().at(-1)).toBe("1.2");
  expect(await find(1, 1)).toMatchObject({ status: "dead", readyMs: null });
  expect(outcomes.filter((it) => it === "dead")).toHaveLength(1);
});

test("heeds Retry-After where it asks for more than the schedule", async () => {
  const { say, egress, pass } = await startByHand();
  egress.script.reply = () =>
    answered(egress.calls.length === 1 ? 429 : 200, { "retry-after": "20" });
  await say(1);
  await pass(25_000);
  expect((egress.calls[1]?.atMs ?? 0) - (egress.calls[0]?.atMs ?? 0)).toBe(20_000);
});

test("sends no more than can be kept while the store takes no results, and goes on once it does", async () => {
  const gate = { isClosed: true, open: () => {} };
  const { say, egress, pass, reports, names, statusOf } = await startByHand([{}], {
    wrap: (store) => ({
      ...store,
      recordDeliveries: async (...args) => {
        if (gate.isClosed)
          await new Promise<void>((resolve) => {
            gate.open = resolve;
          });
        return store.recordDeliveries(...args);
      },
    }),
  });
  egress.script.reply = () => answered(200);
  for (let conversation = 1; conversation <= 60; conversation += 1) await say(conversation, 80);
  await pass(1_000);
  expect(names().length).toBeLessThan(4_096 + 100);
  gate.isClosed = false;
  gate.open();
  await pass(2_000);
  expect(new Set(names()).size).toBe(60 * 80);
  expect([await statusOf(60, 80), reports]).toEqual(["ok", []]);
}, 60_000);

test("goes on at once after the store could not take results for a while, in order and nothing twice", async () => {
  let isBusy = false;
  const { say, egress, pass, names, statusOf, reports } = await startByHand([{}], {
    wrap: (store) => ({
      ...store,
      recordDeliveries: (...args) =>
        isBusy ? Promise.reject(new Error("busy")) : store.recordDeliveries(...args),
    }),
  });
  egress.script.reply = () => answered(200);
  isBusy = true;
  await say(1, 3);
  await pass(2_000);
  expect(reports.length).toBeGreaterThan(0);
  isBusy = false;
  await pass(5_000);
  expect(await statusOf(1, 3)).toBe("ok");
  expect(names()).toEqual(["1.1", "1.2", "1.3"]);
});

test("knows since when a receiver fails although the hook was read again before that was stored", async () => {
  const { say, egress, pass, store, dispatcher, clock } = await startByHand();
  const beganMs = clock.nowMs();
  egress.script.reply = () => failed("connect", false);
  await say(1);
  await pass(40_000, 1_000);
  expect(await store.hookHealth(1)).toBeNull();
  dispatcher.refresh(1);
  await pass(8 * 60_000, 1_000);
  const { failingSinceMs = null } = (await store.hookHealth(1)) ?? {};
  expect(failingSinceMs).not.toBeNull();
  expect(Number(failingSinceMs) - beganMs).toBeLessThan(60_000);
});
