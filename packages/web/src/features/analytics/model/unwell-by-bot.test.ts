import { expect, test } from "vitest";
import { unwellByBot } from "./unwell-by-bot.ts";

test("A bot's failing hooks are those of all its channels", () => {
  const channels = [
    { id: 1, bots: [{ id: 7 }] },
    { id: 2, bots: [{ id: 7 }, { id: 8 }] },
    { id: 3, bots: [{ id: 9 }] },
  ];
  const hooks = [{ channelId: 1 }, { channelId: 2 }, { channelId: 2 }];
  expect([...unwellByBot(channels, hooks)]).toEqual([
    [7, 3],
    [8, 2],
    [9, 0],
  ]);
});
