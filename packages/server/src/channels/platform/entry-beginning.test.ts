import type { Entry } from "@parley/flow";
import { expect, test } from "vitest";
import { entryBeginning } from "./entry-beginning.ts";

const author = { kind: "customer", id: 7 } as const;
const said = (text: string): Entry => ({ seq: 1, author, message: { type: "text", text } });

test("a text stands on one line, however it was written", () => {
  expect(entryBeginning(said("  one\n\n\ttwo\u00a0three "))).toBe("one two three");
});

test("no more is told than a row shows, and no character is cut in two", () => {
  expect(entryBeginning(said("😀".repeat(500)))).toBe("😀".repeat(160));
  expect(entryBeginning(said("x".repeat(100_000)))).toHaveLength(160);
});

test("what has no words of its own is told by its caption, an event by its action", () => {
  const image = { type: "image", url: "https://example.org/a.png", caption: "Our dog" } as const;
  expect(entryBeginning({ seq: 1, author, message: image })).toBe("Our dog");
  expect(entryBeginning({ seq: 2, author, action: "archive" })).toBe("archive");
});
