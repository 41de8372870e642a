import type { BlockDocument } from "@parley/flow";
import { expect, test } from "vitest";
import { arrowName, outputName } from "./output-label.ts";

const hello: BlockDocument = { kind: "send_text", params: { text: "Hi" }, name: "Hello", next: {} };
const amount: BlockDocument = {
  kind: "buttons",
  name: "Ask for amount",
  params: { text: "How much?", options: [{ id: "a", label: "Ten" }] },
  next: {},
};
const goodbye: BlockDocument = { kind: "goodbye", params: { text: "Bye" }, next: {} };

test("an arrow is heard by what it joins, and by its way out where there are several", () => {
  expect(arrowName(hello, "success", goodbye)).toBe("From Hello to Goodbye");
  expect(arrowName(amount, "a", hello)).toBe("Ten: from Ask for amount to Hello");
});

test("an output is heard by its words, its block, and where it leads", () => {
  expect(outputName(amount, "a", null)).toBe("Output “Ten” of Ask for amount, leads nowhere yet");
  expect(outputName(amount, "unmatched", goodbye)).toBe(
    "Output “Something else” of Ask for amount, leads to Goodbye",
  );
});
