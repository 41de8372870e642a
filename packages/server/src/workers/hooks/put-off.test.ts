import { expect, test } from "vitest";
import type { Store } from "../../ports/store.ts";
import { Lane } from "./lane.ts";
import { answered, startByHand } from "./testing/hand-dispatch.ts";

/** Counts what is read, and what of it is made into deliveries in memory. */
function watchStore() {
  const count = { looks: 0, rows: 0 };
  const wrap = (store: Store): Store => ({
    ...store,
    readyDeliveries: async (...args) => {
      const rows = await store.readyDeliveries(...args);
      count.looks += 1;
      count.rows += rows.length;
      return rows;
    },
  });
  return { count, wrap };
}

test("reads what is put off for long neither again and again nor into memory", async ({
  onTestFinished,
}) => {
  const { count, wrap } = watchStore();
  const taken = { count: 0 };
  const { insert } = Lane.prototype;
  Lane.prototype.insert = function (this: Lane, from) {
    taken.count += 1;
    return insert.call(this, from);
  };
  onTestFinished(() => {
    Lane.prototype.insert = insert;
  });
  const { commit, dispatcher, egress, pass, names } = await startByHand([{}], { wrap });
  egress.script.reply = () => answered(400);
  const owed = 3_000;
  for (let conversation = 1; conversation <= owed; conversation += 1) {
    dispatcher.offer(await commit(conversation));
    if (conversation % 50 === 0) await pass(200, 100);
  }
  await pass(40_000, 200);
  // Four attempts each within the first minute; what follows is minutes away.
  expect(names()).toHaveLength(4 * owed);
  expect(taken.count).toBeLessThan(8 * owed);
  expect(count.rows / Math.max(count.looks, 1)).toBeLessThan(600);
  const before = { ...count };
  await pass(60_000, 500);
  expect(count.looks - before.looks).toBeLessThan(20);
}, 60_000);
