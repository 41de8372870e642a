import { expect, test } from "vitest";
import type { FailpointName } from "../../ports/failpoints.ts";
import { answered, settle, startByHand } from "./testing/hand-dispatch.ts";

test("begins nothing more when it stops, and records what is under way", async () => {
  const { say, egress, dispatcher, statusOf, names } = await startByHand();
  await say(1, 2);
  await say(2);
  const stopped = dispatcher.stop(10_000);
  for (const call of [...egress.open]) call.answer(200);
  await stopped;
  expect(names()).toEqual(["1.1", "2.1"]);
  expect([await statusOf(1, 1), await statusOf(2, 1)]).toEqual(["ok", "ok"]);
});

test("gives up what does not end in time, as if it had not been tried", async () => {
  const { say, clock, dispatcher, find, egress, restart, pass } = await startByHand();
  await say(1);
  const stopped = dispatcher.stop(3_000);
  await settle();
  clock.advance(3_000);
  await stopped;
  expect(await find(1, 1)).toMatchObject({ status: "pending", attempts: [] });
  egress.script.reply = () => answered(200);
  await restart();
  await pass(100);
  expect((await find(1, 1))?.attempts).toHaveLength(1);
});

test("sends nothing when it is stopped before it has begun", async () => {
  const gate = { open: () => {} };
  const { commit, egress, dispatcher, pass } = await startByHand([{}], {
    wrap: (store) => ({
      ...store,
      beginDispatch: async () => {
        await new Promise<void>((resolve) => {
          gate.open = resolve;
        });
        return store.beginDispatch();
      },
    }),
  });
  await commit(1);
  await dispatcher.stop(0);
  gate.open();
  await pass(5_000);
  expect(egress.calls).toEqual([]);
});

test("repeats after a crash what was answered and not recorded, with the same id, and then what follows it", async () => {
  const { say, egress, restart, names, pass, statusOf } = await startByHand();
  await say(1, 3);
  [...egress.open][0]?.answer(200);
  await settle();
  // Killed here: the second is under way, the first not recorded.
  expect(names()).toEqual(["1.1", "1.2"]);
  egress.script.reply = () => answered(200);
  await restart();
  await pass(100);
  expect(names().slice(2)).toEqual(["1.1", "1.2", "1.3"]);
  expect(await statusOf(1, 3)).toBe("ok");
});

test("is at its failpoint between an answer and its record", async () => {
  const hits: FailpointName[] = [];
  const { say, egress, pass, statusOf, reports, names } = await startByHand([{}], {
    failpoints: {
      hit: async (name) => {
        hits.push(name);
        if (hits.length === 1) throw new Error("told to throw");
      },
    },
  });
  egress.script.reply = () => answered(200);
  await say(1);
  expect([hits, reports]).toEqual([
    ["hook-sent-before-mark"],
    ["a delivery of hook 1: Error: told to throw"],
  ]);
  await pass(1_100);
  expect([names(), await statusOf(1, 1)]).toEqual([["1.1", "1.1"], "ok"]);
});
