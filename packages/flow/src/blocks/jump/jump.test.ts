import { expect, test } from "vitest";
import { blockOf, codesOf, fakeTurn } from "../outside-testing.ts";
import { jump } from "./jump.ts";

const goFrom = (params: unknown) => jump.enter(blockOf(jump, params), fakeTurn());

test("goes on at a block of this bot", () => {
  expect(goFrom({ block: "welcome" })).toEqual({ kind: "jump", block: "welcome" });
});

test("goes to the start of another bot", () => {
  expect(goFrom({ bot: 1010178 })).toEqual({ kind: "jump", block: null, bot: 1010178 });
});

test("goes to a block of another bot", () => {
  expect(goFrom({ bot: 7, block: "pay" })).toEqual({ kind: "jump", block: "pay", bot: 7 });
});

test("refuses a jump that leads nowhere", () => {
  expect(codesOf(jump, {})).toEqual(["no-jump-target"]);
  expect(codesOf(jump, { block: "welcome" })).toEqual([]);
  expect(codesOf(jump, { bot: 0 })).toEqual(["schema"]);
});

test("names a block of this flow, but not one of another bot's", () => {
  expect(jump.references({ block: "pay" })).toMatchObject({ blocks: ["pay"], bots: [] });
  expect(jump.references({ block: "pay", bot: 7 })).toMatchObject({ blocks: [], bots: [7] });
});
