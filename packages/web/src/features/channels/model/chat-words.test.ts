import { expect, test } from "vitest";
import { createWords } from "../../../../../widget/src/text/words.ts";
import { chatWords } from "./chat-words.ts";

test("every text that owners are offered is one of the chat's, as it says it", () => {
  const say = createWords({});
  for (const [key, usual] of Object.entries(chatWords))
    expect(say(key as Parameters<typeof say>[0])).toBe(usual);
});
