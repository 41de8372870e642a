import { expect, test } from "vitest";
import type { HookOrdering } from "../../ports/hooks.ts";
import type { Store } from "../../ports/store.ts";
import { answered, settle, startByHand } from "./testing/hand-dispatch.ts";

/** Holds pages back that were read, once `hold` was called, until what that gave is. */
function holdPages() {
  let gate: Promise<void> | null = null;
  const wrap = (store: Store): Store => ({
    ...store,
    readyDeliveries: async (...args) => {
      const rows = await store.readyDeliveries(...args);
      const held = gate;
      gate = null;
      await held;
      return rows;
    },
  });
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  return { wrap, hold };
}

const soonMs = 2_100;

test("finds what no hint told of while another lane is held, however long its queue is", async () => {
  const { say, commit, egress, pass, names } = await startByHand();
  egress.script.reply = ({ name }) => answered(name.startsWith("1.") ? 500 : 200);
  await say(3);
  await pass(3_000);
  await say(1, 2);
  await pass(10_000);
  await commit(2);
  await pass(soonMs);
  expect(names()).toContain("2.1");
});

test.each<HookOrdering>(["auto", "strict"])(
  "goes on with a lane whose last was answered while a page was on its way (%s)",
  async (ordering) => {
    const { wrap, hold } = holdPages();
    const { say, egress, pass, names, dispatcher } = await startByHand([{ ordering }], { wrap });
    egress.script.reply = ({ name }) => {
      if (name.startsWith("1.")) return answered(500);
      return name.startsWith("9.") ? answered(200) : null;
    };
    await say(9);
    await pass(3_000);
    await say(1, 2);
    await pass(3_000);
    await say(2);
    // A resend: what is known of lanes is not relied on, so that 2.2 is left to be read.
    dispatcher.refresh(1);
    await pass(200);
    await say(2);
    await pass(200);
    const release = hold();
    dispatcher.refresh(1);
    await settle();
    egress.calls.find(({ name }) => name === "2.1")?.answer(200);
    await settle();
    release();
    await pass(soonMs);
    expect(names()).toContain("2.2");
  },
);
