import { expect, test } from "vitest";
import type { Store } from "../../ports/store.ts";
import { answered, startByHand } from "./testing/hand-dispatch.ts";

/** Notes how much is read at a time. */
function watchReads() {
  const limits: number[] = [];
  const wrap = (store: Store): Store => ({
    ...store,
    readyDeliveries: (hookId, readyByMs, limit, only) => {
      limits.push(limit);
      return store.readyDeliveries(hookId, readyByMs, limit, only);
    },
  });
  return { limits, wrap };
}

test("works off a backlog page by page, each lane in order, and hears of what comes meanwhile", async () => {
  const { limits, wrap } = watchReads();
  const { commit, egress, restart, pass, say, names, dispatcher } = await startByHand([{}], {
    wrap,
  });
  await dispatcher.stop(0);
  for (let conversation = 1; conversation <= 1_500; conversation += 1)
    await commit(conversation, 2);
  egress.script.reply = () => answered(200);
  await restart();
  await say(2_000, 2);
  await say(7);
  await pass(3_000, 10);
  const seen = new Map<string, number[]>();
  for (const name of names()) {
    const [conversation = "", seq = ""] = name.split(".");
    seen.set(conversation, [...(seen.get(conversation) ?? []), Number(seq)]);
  }
  expect(seen.size).toBe(1_501);
  expect(seen.get("7")).toEqual([1, 2, 3]);
  expect([...seen.values()].filter((seqs) => seqs.join() !== "1,2")).toHaveLength(1);
  expect(Math.max(...limits)).toBeLessThan(2_500);
}, 60_000);

test("holds few of large bodies in memory, and delivers them all the same", async () => {
  const { limits, wrap } = watchReads();
  const { commit, egress, restart, pass, names, dispatcher } = await startByHand([{}], {
    wrap: (store) => ({
      ...wrap(store),
      readyDeliveries: async (...args) => {
        const rows = await wrap(store).readyDeliveries(...args);
        return rows.map((row) => ({ ...row, body: "x".repeat(256 * 1024) }));
      },
    }),
  });
  await dispatcher.stop(0);
  for (let conversation = 1; conversation <= 200; conversation += 1) await commit(conversation);
  egress.script.reply = () => answered(200);
  await restart();
  await pass(3_000, 10);
  expect(names()).toHaveLength(200);
  expect(Math.max(...limits)).toBeLessThanOrEqual(100);
}, 60_000);

test("reads a deep lane on, some at a time", async () => {
  const { commit, egress, restart, pass, names, dispatcher } = await startByHand();
  await dispatcher.stop(0);
  await commit(1, 300);
  egress.script.reply = () => answered(200);
  await restart();
  await pass(500, 10);
  expect(names()).toEqual(Array.from({ length: 300 }, (_, n) => `1.${n + 1}`));
});
