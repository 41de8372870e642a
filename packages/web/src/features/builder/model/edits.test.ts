import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { arrange } from "./arrange.ts";
import { diffFlows, isUnchanged } from "./diff-flows.ts";
import { insertOnArrow, mainOutputOf } from "./edit-arrows.ts";
import { deleteBlocks, moveThings, renameBlock, setParams } from "./edit-blocks.ts";
import { groupBlocks, groupOf } from "./edit-groups.ts";
import { findInFlow } from "./find-in-flow.ts";
import { neighbourOf, tellingOrder } from "./neighbours.ts";
import { openFlow } from "./open-flow.ts";
import { problemsByBlock } from "./problems-by-block.ts";
import { smallFlow } from "./testing/random-edits.ts";

await speak("en");

test("arrow keys follow arrows forth and back, else go to what is beside", () => {
  expect(neighbourOf(smallFlow, "hello", "right")).toBe("name");
  expect(neighbourOf(smallFlow, "name", "left")).toBe("hello");
  expect(neighbourOf(smallFlow, "bye", "right")).toBeNull();
  const below = moveThings(smallFlow, new Map([["bye", { x: 640, y: 300 }]]));
  expect(neighbourOf(below, "choice", "down")).toBe("bye");
  expect(neighbourOf(below, "bye", "up")).toBe("choice");
});

test("blocks are told from the start along the arrows, and those apart come last", () => {
  const blocks = { apart: { kind: "close", params: {}, next: {} }, ...smallFlow.blocks };
  expect(tellingOrder({ ...smallFlow, blocks })).toEqual([
    "hello",
    "name",
    "choice",
    "bye",
    "apart",
  ]);
});

test("arranging leaves no two cards over each other, on the grid, in reading order", () => {
  const places = arrange(smallFlow);
  expect(places.size).toBe(4);
  expect([...places.values()].every(({ x, y }) => x % 8 === 0 && y % 8 === 0)).toBe(true);
  expect(places.get("name")?.x).toBeGreaterThan((places.get("hello")?.x ?? 0) + 260);
});

test("opening gives every block a place and every note an id, and changes nothing the second time", () => {
  const { layout: _layout, ...bare } = {
    ...smallFlow,
    notes: [
      { text: "a", x: 0, y: 0 },
      { id: "note1", text: "b", x: 0, y: 0 },
    ],
  };
  const opened = openFlow(bare);
  expect(Object.keys(opened.layout ?? {}).sort()).toEqual(Object.keys(smallFlow.blocks).sort());
  expect(new Set(opened.notes?.map(({ id }) => id)).size).toBe(2);
  expect(openFlow(opened)).toBe(opened);
});

test("a block that goes into an arrow is led to, and leads on by its first free output", () => {
  const flow = insertOnArrow(smallFlow, { block: "hello", output: "success" }, "choice");
  expect(flow.blocks.hello?.next).toEqual({ success: "choice" });
  expect(mainOutputOf(smallFlow, "choice")).toBe("a");
  expect(flow.blocks.choice?.next.a).toBe("name");
});

test("the start cannot be deleted; other blocks go with all that names them", () => {
  expect(deleteBlocks(smallFlow, ["hello"])).toBe(smallFlow);
  const flow = deleteBlocks(smallFlow, ["name"]);
  expect(flow.blocks.hello?.next).toEqual({});
  expect(flow.groups?.intro?.blocks).toEqual(["hello"]);
  expect(flow.layout).not.toHaveProperty("name");
});

test("a block is in one group at most", () => {
  const flow = groupBlocks(smallFlow, "other", "Other", ["name", "bye", "nobody"]);
  expect(flow.groups).toEqual({
    intro: { name: "Intro", blocks: ["hello"] },
    other: { name: "Other", blocks: ["name", "bye"] },
  });
  expect(groupOf(flow, "bye")).toBe("other");
});

test("finds names, texts, fields, ids and notes", () => {
  const flow = renameBlock(smallFlow, "bye", "The very end");
  const ids = (words: string) => findInFlow(flow, words).map(({ id }) => id);
  expect(ids("VERY end")).toEqual(["bye"]);
  expect(ids("which?")).toEqual(["choice"]);
  expect(ids("why")).toEqual(["why"]);
  expect(findInFlow(flow, "Name?")[0]?.where).toBe("params.text");
  expect(ids("  ")).toEqual([]);
});

test("a comparison names blocks that came, went and changed, at their deepest, and no positions", () => {
  const options = [
    { id: "a", label: "A" },
    { id: "b", label: "Bee" },
  ];
  const edited = setParams(deleteBlocks(smallFlow, ["bye"]), "choice", { text: "Which?", options });
  const diff = diffFlows(smallFlow, edited);
  expect(diff.removed.map(({ id }) => id)).toEqual(["bye"]);
  expect(diff.changed).toMatchObject([
    {
      id: "choice",
      changes: [
        { path: ["params", "options", "1", "label"], before: "B", after: "Bee" },
        { path: ["next", "a"], before: "bye", after: undefined },
      ],
    },
  ]);
  const moved = moveThings(smallFlow, new Map([["bye", { x: 8, y: 8 }]]));
  expect(isUnchanged(diffFlows(smallFlow, moved))).toBe(true);
  expect(diffFlows(smallFlow, moved).looks).toBe(1);
});

test("problems are counted by block, those of the whole flow under no name", () => {
  const problem = { path: "", code: "", message: "", hint: "" };
  const counts = problemsByBlock([
    { ...problem, isWarning: false, block: "a" },
    { ...problem, isWarning: true, block: "a" },
    { ...problem, isWarning: true },
  ]);
  expect(counts.get("a")).toEqual({ errors: 1, warnings: 1, toFill: 0 });
  expect(counts.get("")).toEqual({ errors: 0, warnings: 1, toFill: 0 });
});
