import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chatWords } from "./chat-words.ts";

const widget = join(import.meta.dirname, "../../../../../widget/src/text/words.ts");

test("every text that owners are offered is one of the chat's, as it says it", () => {
  const source = readFileSync(widget, "utf8");
  for (const [key, usual] of Object.entries(chatWords))
    expect(source).toContain(`\n  ${key}: ${JSON.stringify(usual)},`);
});
