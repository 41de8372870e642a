import { expect, test } from "vitest";
import { written } from "../../stores/contract/samples.ts";
import { answered, settle, startByHand } from "./testing/hand-dispatch.ts";

const erased = { records: [{ kind: "erase-conversation", conversationId: 1 }] } as const;

test("sends nothing more of a customer who was erased, however many attempts were left", async () => {
  const { say, egress, pass, store, dispatcher, names } = await startByHand();
  egress.script.reply = ({ name }) => answered(name.startsWith("1.") ? 500 : 200);
  await say(1, 3);
  await say(2);
  await pass(2_000);
  const before = names();
  await written(store, erased);
  dispatcher.forget(1);
  await pass(10 * 60_000, 1_000);
  expect(names()).toEqual(before);
  await say(2);
  await say(3);
  expect(names().slice(before.length)).toEqual(["2.2", "3.1"]);
});

test("ends what is under way of a customer who was erased, and leaves others alone", async () => {
  const { say, egress, pass, store, dispatcher, names, openNames, reports } = await startByHand();
  await say(1, 2);
  await say(2);
  await written(store, erased);
  dispatcher.forget(1);
  await settle();
  expect(openNames()).toEqual(["2.1"]);
  await pass(60_000, 500);
  expect([new Set(names()), reports]).toEqual([new Set(["1.1", "2.1"]), []]);
  expect(egress.open.size).toBe(1);
});

test("takes nothing of a customer who was erased from a page that was read before", async () => {
  let gate: Promise<void> | null = null;
  const { say, commit, egress, pass, store, dispatcher, names } = await startByHand([{}], {
    wrap: (it) => ({
      ...it,
      readyDeliveries: async (...args) => {
        const rows = await it.readyDeliveries(...args);
        const held = gate;
        gate = null;
        await held;
        return rows;
      },
    }),
  });
  egress.script.reply = () => answered(200);
  await say(9);
  await commit(1);
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  dispatcher.refresh(1);
  await settle();
  await written(store, erased);
  dispatcher.forget(1);
  resolve();
  await pass(10_000);
  expect(names()).toEqual(["9.1"]);
});
