import { expect, test } from "vitest";
import { publishedNotice } from "./published-notice.ts";

test("A bot on a channel is live", () => {
  const notice = publishedNotice({ version: 3, channel_ids: [5] }, () => {});
  expect(notice).toEqual({ text: "Version 3 is live" });
});

test("A bot that nobody can reach leads to a channel", () => {
  let led = 0;
  const notice = publishedNotice({ version: 1, channel_ids: [] }, () => {
    led += 1;
  });
  expect(notice.text).toBe("Version 1 is published. Nobody can reach it yet.");
  notice.action?.run();
  expect(led).toBe(1);
});
