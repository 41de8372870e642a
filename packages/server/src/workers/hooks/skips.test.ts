import { expect, test } from "vitest";
import { StoreBusy } from "../../ports/store-failure.ts";
import { answered, settle, startByHand } from "./testing/hand-dispatch.ts";

const key = { hookId: 1, conversationId: 1, run: 0, seq: 1 };

test("tells that a skip is not recorded while the store is busy, and records it afterwards", async () => {
  let isBusy = false;
  const { say, egress, pass, dispatcher, statusOf } = await startByHand([{}], {
    wrap: (store) => ({
      ...store,
      recordDeliveries: (...args) =>
        isBusy ? Promise.reject(new StoreBusy("locked")) : store.recordDeliveries(...args),
    }),
  });
  egress.script.reply = () => answered(500);
  await say(1);
  await pass(500);
  isBusy = true;
  const skipped = dispatcher.skip(key);
  await pass(100);
  expect(await skipped).toBe(false);
  isBusy = false;
  await pass(3_000);
  expect(await statusOf(1, 1)).toBe("dead");
  await dispatcher.stop(0);
});

test("does not send what was skipped while a page with it was on its way, and goes on behind it", async () => {
  let gate: Promise<void> | null = null;
  const { commit, egress, pass, say, names, dispatcher } = await startByHand(
    [{ ordering: "strict" }],
    {
      wrap: (store) => ({
        ...store,
        readyDeliveries: async (...args) => {
          const rows = await store.readyDeliveries(...args);
          const held = gate;
          gate = null;
          await held;
          return rows;
        },
      }),
    },
  );
  egress.script.reply = ({ name }) => answered(name === "1.1" ? 500 : 200);
  await say(9);
  await pass(1_000);
  await commit(1, 2);
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  dispatcher.refresh(1);
  await settle();
  const skipped = dispatcher.skip(key);
  await pass(100);
  expect(await skipped).toBe(true);
  resolve();
  await pass(2_100);
  expect(names()).toEqual(["9.1", "1.2"]);
});

test("tells that what succeeded before it could be skipped was not", async () => {
  const { say, egress, dispatcher, statusOf } = await startByHand();
  await say(1);
  egress.calls[0]?.answer(200);
  await settle();
  // The success is not recorded yet.
  expect(await dispatcher.skip(key)).toBe(false);
  expect(await statusOf(1, 1)).toBe("ok");
});
