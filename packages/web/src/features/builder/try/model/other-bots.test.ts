import { expect, test } from "vitest";
import { botsAfter, gatherBots } from "./other-bots.ts";
import { parsedFlow } from "./testing/open-example.ts";

const leadingTo = (...bots: readonly (number | undefined)[]) => {
  const jumps = bots.map((bot, at) => [`j${at}`, { kind: "jump", params: { bot, block: "x" } }]);
  const blocks = { a: { kind: "send_text", params: { text: "Hi" } }, ...Object.fromEntries(jumps) };
  return parsedFlow(JSON.stringify({ format: 1, name: "Test", start: "a", blocks }));
};

test("a flow's own jumps to other bots are found, each bot once", () => {
  expect(botsAfter(leadingTo(9, undefined, 7, 9))).toEqual([7, 9]);
});

test("bots that other bots lead to are read as well, once each, round about too", async () => {
  const flows: Record<number, ReturnType<typeof leadingTo>> = {
    ...{ 7: leadingTo(8, 1), 8: leadingTo(7), 9: leadingTo() },
  };
  const asked: number[] = [];
  const found = await gatherBots(leadingTo(7, 9, 10), 1, async (bot) => {
    asked.push(bot);
    const flow = flows[bot];
    return flow ? { name: `Bot ${bot}`, version: 2, flow } : null;
  });
  expect(asked.toSorted((one, other) => one - other)).toEqual([7, 8, 9, 10]);
  expect([...found.keys()].toSorted()).toEqual([7, 8, 9]);
  expect(found.get(8)).toMatchObject({ name: "Bot 8", version: 2 });
});
