import type { Bot } from "@parley/contract";
import { expect, test } from "vitest";
import { sortBots } from "./sort-bots.ts";

const bot = (id: number, name: string, updated_at: number): Bot => ({
  ...{ id, name, updated_at, uuid: `u${id}`, channel_ids: [], published: false, version: 0 },
  ...{ draft_changed: false, created_at: 0 },
});
const bots = [bot(1, "Åland tours", 10), bot(2, "Bike shop 10", 30), bot(3, "bike shop 9", 20)];
const begun = new Map([[3, 5]]);
const idsOf = (search: string, order: "edited" | "name" | "traffic") =>
  sortBots(bots, { search, order }, begun).map(({ id }) => id);

test("the last edited comes first", () => expect(idsOf("", "edited")).toEqual([2, 3, 1]));
test("names are ordered as people do it: letters without marks, numbers by size", () =>
  expect(idsOf("", "name")).toEqual([1, 3, 2]));
test("the most talked with comes first, the others by name", () =>
  expect(idsOf("", "traffic")).toEqual([3, 1, 2]));
test("every word has to fit, in any order and case", () =>
  expect(idsOf("SHOP bike", "name")).toEqual([3, 2]));
test("a bot is found by its number", () => expect(idsOf("1", "name")).toEqual([1, 2]));
test("nothing fits", () => expect(idsOf("boat", "name")).toEqual([]));
