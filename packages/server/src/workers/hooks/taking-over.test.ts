import { expect, test } from "vitest";
import { startDispatcher } from "./start-dispatcher.ts";
import { answered, settle, startByHand } from "./testing/hand-dispatch.ts";

test("begins again when whoever took over has ended", async () => {
  const { say, egress, pass, ports, names, statusOf, reports } = await startByHand();
  egress.script.reply = () => answered(200);
  const other = startDispatcher(ports);
  await settle();
  // Both hear of the first: only then does the one know that the other has begun.
  await say(1);
  await pass(3_000);
  await other.stop(0);
  await say(2);
  await pass(30_000, 500);
  expect(names()).not.toContain("2.1");
  await pass(20_000, 500);
  await say(3);
  expect([await statusOf(2, 1), names().slice(-2)]).toEqual(["ok", ["2.1", "3.1"]]);
  expect(reports).toEqual(["delivering to hooks: Error: Another process delivers to hooks now."]);
});

test("ends what is under way when somebody else has begun, and leaves them alone as long as they deliver", async () => {
  const { say, commit, egress, pass, ports, dispatcher, names, openNames, reports } =
    await startByHand();
  await say(1);
  await say(2);
  const other = startDispatcher(ports);
  await settle();
  expect(openNames()).toEqual(["1.1", "2.1", "1.1", "2.1"]);
  egress.script.reply = () => answered(200);
  egress.calls[0]?.answer(200);
  await pass(200);
  expect(openNames()).toEqual(["1.1", "2.1"]);
  for (const call of egress.open) call.answer(200);
  for (let minute = 0; minute < 3; minute += 1) {
    const writes = await commit(3);
    dispatcher.offer(writes);
    other.offer(writes);
    await pass(60_000, 1_000);
  }
  expect(names().slice(4)).toEqual(["3.1", "3.2", "3.3"]);
  expect(reports).toHaveLength(1);
  await other.stop(0);
});

test("takes nothing over while all that waits is for hooks that are off", async () => {
  const { say, commit, egress, pass, ports, names, reports } = await startByHand([
    {},
    { isEnabled: false },
  ]);
  egress.script.reply = () => answered(200);
  const other = startDispatcher(ports);
  await settle();
  await say(1, 1, [1]);
  await commit(2, 1, [2]);
  await pass(10 * 60_000, 1_000);
  other.offer(await commit(3, 1, [1]));
  await pass(1_000);
  expect([names().filter((name) => name === "3.1"), reports.length]).toEqual([["3.1"], 1]);
  await other.stop(0);
});
