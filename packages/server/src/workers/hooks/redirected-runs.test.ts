import { expect, test } from "vitest";
import { StoreBusy } from "../../ports/store-failure.ts";
import { answered, startByHand } from "./testing/hand-dispatch.ts";

const url = "http://elsewhere.example/";

test("sends all of a replay to another target, however much waits for a hook that is gone", async () => {
  const { commit, egress, pass, say, store, dispatcher, clock } = await startByHand();
  egress.script.reply = () => answered(200);
  for (let conversation = 1; conversation <= 5; conversation += 1) await say(conversation);
  await pass(1_000);
  egress.script.reply = () => null;
  for (let conversation = 10; conversation < 800; conversation += 1)
    dispatcher.offer(await commit(conversation));
  await pass(200);
  [...egress.open][0]?.answer(410);
  await pass(500);
  for (const call of egress.open) call.answer(500);
  await pass(3_000);
  egress.script.reply = () => answered(200);
  const before = egress.calls.length;
  const run = await store.startRun({ hookId: 1, sinceMs: 0, url, nowMs: clock.nowMs() });
  dispatcher.refresh(1);
  await pass(30_000);
  const sent = egress.calls.slice(before);
  expect(sent).toHaveLength(run.queued);
  expect(new Set(sent.map(({ request }) => request.url))).toEqual(new Set([url]));
});

test("reads a replay of a hook that is off again after the store was busy", async () => {
  let isBusy = false;
  const { say, egress, pass, store, dispatcher, clock, reports } = await startByHand(
    [{ isEnabled: false }],
    {
      wrap: (it) => ({
        ...it,
        readyDeliveries: (...args) =>
          isBusy ? Promise.reject(new StoreBusy("locked")) : it.readyDeliveries(...args),
      }),
    },
  );
  egress.script.reply = () => answered(200);
  await say(1);
  await pass(3_000);
  await store.startRun({ hookId: 1, sinceMs: 0, url, nowMs: clock.nowMs() });
  isBusy = true;
  dispatcher.refresh(1);
  await pass(100);
  isBusy = false;
  await pass(2_100);
  expect(egress.calls.map(({ request }) => request.url)).toEqual([url]);
  expect(reports).toEqual(["reading what hook 1 is owed: StoreBusy: locked"]);
});

test("reads nothing at all for turns of a hook that is off", async () => {
  let looks = 0;
  const { say, egress, pass } = await startByHand([{ isEnabled: false }], {
    wrap: (it) => ({
      ...it,
      readyDeliveries: (...args) => {
        looks += 1;
        return it.readyDeliveries(...args);
      },
    }),
  });
  for (let conversation = 1; conversation <= 50; conversation += 1) {
    await say(conversation);
    await pass(100);
  }
  expect([egress.calls.length, looks]).toEqual([0, 1]);
});
