import { expect, test } from "vitest";
import { answered, failed, startByHand } from "./testing/hand-dispatch.ts";

const hourMs = 3_600_000;

test("delivers once a receiver is back, though the clock was set back while it was down", async () => {
  const { say, egress, pass, clock, names } = await startByHand();
  egress.script.reply = () => failed("connect", false);
  for (let conversation = 1; conversation <= 6; conversation += 1) await say(conversation);
  await pass(5_000);
  clock.set(-2 * hourMs);
  egress.script.reply = () => answered(200);
  const before = names().length;
  await pass(20_000);
  expect(new Set(names().slice(before))).toEqual(new Set([1, 2, 3, 4, 5, 6].map((n) => `${n}.1`)));
});

test("tries again after a second, though the clock was set back in it", async () => {
  const { say, egress, pass, clock, names } = await startByHand();
  egress.script.reply = () => answered(500);
  await say(1, 2);
  clock.set(-hourMs);
  egress.script.reply = () => answered(200);
  await pass(10_000);
  expect(names()).toEqual(["1.1", "1.1", "1.2"]);
});

test("tries again when the clock says so, though it was set ahead meanwhile", async () => {
  const { say, egress, pass, clock, names } = await startByHand();
  await say(9);
  egress.calls[0]?.answer(200);
  egress.script.reply = ({ name }) => answered(name === "1.1" ? 500 : 200);
  await say(1);
  // Five attempts; the sixth is half an hour off.
  await pass(10 * 60_000, 1_000);
  const before = names().length;
  clock.set(hourMs);
  await pass(10_000);
  expect(names().slice(before)).toEqual(["1.1"]);
});
