import type { FlowDocument } from "@parley/flow";
import { expect, test } from "vitest";
import { deleteBlocks } from "./edit-blocks.ts";
import {
  addKeyword,
  changeKeyword,
  refusedKeyword,
  removeKeyword,
  setFallback,
  setTimeZone,
} from "./edit-settings.ts";
import { beginHistory, edited, redone, undone } from "./history.ts";
import { mergeFlows, settled } from "./merge-flows.ts";
import { smallFlow } from "./testing/random-edits.ts";

const keywordsOf = (flow: FlowDocument) => Object.entries(flow.keywords);

test("a keyword is added trimmed, changed in its place, and taken out", () => {
  const added = addKeyword(smallFlow, { word: " stop ", block: "bye" });
  const changed = changeKeyword(added, "again", { word: "restart", block: "name" });
  expect(keywordsOf(changed)).toEqual([
    ["restart", "name"],
    ["stop", "bye"],
  ]);
  expect(keywordsOf(removeKeyword(changed, "restart"))).toEqual([["stop", "bye"]]);
});

test.each([
  ["  ", "empty"],
  ["again", "taken"],
  [" again ", "taken"],
  ["x".repeat(65), "long"],
  ["Again", null],
])("%j as a new keyword: %s", (word, refusal) => {
  expect(refusedKeyword(smallFlow, word)).toBe(refusal);
  const isAdded = addKeyword(smallFlow, { word, block: "bye" }) !== smallFlow;
  expect(isAdded).toBe(refusal === null);
});

test("a word is the same however its accents are written, and a keyword may keep its own", () => {
  const flow = addKeyword(smallFlow, { word: "cafe\u0301", block: "bye" });
  expect(refusedKeyword(flow, "caf\u00e9")).toBe("taken");
  expect(refusedKeyword(flow, "cafe\u0301", "caf\u00e9")).toBeNull();
});

test("nothing leads to a block that is not there, and no setting stays half made", () => {
  expect(addKeyword(smallFlow, { word: "stop", block: "gone" })).toBe(smallFlow);
  expect(changeKeyword(smallFlow, "never", { word: "stop", block: "bye" })).toBe(smallFlow);
  expect(setFallback(smallFlow, "gone")).toBe(smallFlow);
  expect("fallback" in setFallback(setFallback(smallFlow, "bye"), null)).toBe(false);
});

test("a block is deleted with the keyword and the fallback that lead to it, and comes back with them", () => {
  const whole = setFallback(addKeyword(smallFlow, { word: "stop", block: "bye" }), "bye");
  const telling = { label: "Delete", nowMs: 0 };
  const deleted = edited(beginHistory(whole), deleteBlocks(whole, ["bye"]), telling);
  expect(deleted.document.fallback).toBeUndefined();
  expect(deleted.document.keywords).toEqual({ again: "hello" });
  expect(undone(deleted).document).toMatchObject({
    ...{ fallback: "bye", keywords: { again: "hello", stop: "bye" } },
  });
});

test("a keyword that is called as what every object has is taken back and made again as any other", () => {
  const word = "constructor";
  const added = addKeyword(smallFlow, { word, block: "bye" });
  const history = edited(beginHistory(smallFlow), added, { label: "Add", nowMs: 0 });
  expect(Object.hasOwn(undone(history).document.keywords, word)).toBe(false);
  expect(keywordsOf(redone(undone(history)).document)).toContainEqual([word, "bye"]);
});

test("two people's settings come together, keyword by keyword; of the same one they are asked", () => {
  const base = addKeyword(smallFlow, { word: "stop", block: "bye" });
  const mine = setTimeZone(addKeyword(base, { word: "help", block: "name" }), "Europe/Madrid");
  const theirs = setFallback(changeKeyword(base, "stop", { word: "stop", block: "name" }), "bye");
  const merge = mergeFlows(base, mine, theirs);
  expect(merge.conflicts).toEqual([]);
  expect(settled(merge, () => "mine")).toMatchObject({
    ...{ timezone: "Europe/Madrid", fallback: "bye" },
    keywords: { again: "hello", stop: "name", help: "name" },
  });
  const other = changeKeyword(base, "stop", { word: "stop", block: "choice" });
  const [conflict] = mergeFlows(base, other, theirs).conflicts;
  expect(conflict?.path).toEqual(["keywords", "stop"]);
});

test("who leads a keyword to a block is asked when somebody else takes that block out", () => {
  const mine = addKeyword(smallFlow, { word: "stop", block: "bye" });
  const merge = mergeFlows(smallFlow, mine, deleteBlocks(smallFlow, ["bye"]));
  expect(merge.conflicts).toHaveLength(1);
  expect(settled(merge, () => "mine").keywords).toMatchObject({ stop: "bye" });
  expect(settled(merge, () => "theirs").keywords).toEqual({ again: "hello" });
});
