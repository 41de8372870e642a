import { blockKinds } from "@parley/flow";
import { expect, test } from "vitest";
import { sampleFlow } from "../testing/sample-insights.ts";
import { kindFamily, kindTitle } from "./block-kinds.ts";
import { blockName, readOutline } from "./flow-outline.ts";

test("Every kind of block has the title and the family that the core gives it", () => {
  for (const { kind, title, family } of blockKinds) {
    expect(kindTitle(kind)).toBe(title);
    expect(kindFamily(kind)).toBe(family);
  }
});

test("Outputs are an option each, in their order and words, and lead where the file says", () => {
  const choose = readOutline(sampleFlow).blocks.get("choose");
  expect(choose?.outputs).toEqual([
    { id: "tea", label: "Tea", to: "mail" },
    { id: "rum", label: "Rum", to: "bye" },
  ]);
});

test("An option that leads nowhere has an output all the same", () => {
  const block = { kind: "buttons", params: { options: [{ id: "x", label: "" }] } };
  expect(readOutline({ blocks: { block } }).blocks.get("block")?.outputs).toEqual([
    { id: "x", label: "X", to: null },
  ]);
});

test("A jump goes on at the block that its parameters name, unless that is another bot's", () => {
  const toBlock = { kind: "jump", params: { block: "there" } };
  const toBot = { kind: "jump", params: { block: "there", bot: 7 } };
  const { blocks } = readOutline({ blocks: { toBlock, toBot } });
  expect(blocks.get("toBlock")?.outputs).toEqual([{ id: "success", label: "", to: "there" }]);
  expect(blocks.get("toBot")?.outputs).toEqual([]);
});

test("A block is called by its own name, else by its kind, else by its id", () => {
  const outline = readOutline(sampleFlow);
  expect(["choose", "mail", "gone"].map((id) => blockName(outline, id))).toEqual([
    "What shall it be?",
    "Ask for the e-mail",
    "gone",
  ]);
});

test("What is not a flow has no blocks, and what is odd in one is left out", () => {
  for (const odd of [null, 7, "flow", [], { blocks: 3, layout: [] }])
    expect(readOutline(odd).blocks.size).toBe(0);
  const outline = readOutline({
    start: 3,
    blocks: { a: null, b: { kind: 7, params: [], next: { success: 9 } } },
    layout: { a: { x: "1", y: 2 }, b: { x: 1, y: 2 } },
  });
  expect(outline.start).toBeNull();
  expect(outline.blocks.get("b")).toMatchObject({
    kind: "",
    outputs: [{ id: "success", to: null }],
  });
  expect([...outline.places]).toEqual([["b", { x: 1, y: 2 }]]);
});
