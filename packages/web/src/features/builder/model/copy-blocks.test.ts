import { checkFlow, readFlow } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { copyBlocks, pasteBlocks, readClip, writeClip } from "./copy-blocks.ts";
import { openFlow } from "./open-flow.ts";
import { chanceOf, lastKind, performed, smallFlow } from "./testing/random-edits.ts";

await speak("en");

const randomEdit = fc.record({
  kind: fc.nat(lastKind),
  a: fc.nat(1000),
  b: fc.nat(1000),
  text: fc.string({ maxLength: 6 }),
});

test("a copy keeps the arrows among its blocks and drops those that lead out of it", () => {
  const clip = copyBlocks(smallFlow, ["name", "choice"]);
  const { flow, ids } = pasteBlocks(smallFlow, clip, { x: 80, y: 160 }, chanceOf(1));
  const [name = "", choice = ""] = ids;
  expect(flow.blocks[name]).toMatchObject({ kind: "ask_name", next: { success: choice } });
  expect(flow.blocks[choice]?.next).toEqual({ b: name });
  expect(flow.layout?.[choice]).toEqual({ x: 400, y: 160 });
  expect(Object.keys(flow.blocks)).toHaveLength(6);
  expect(ids.every((id) => /^[A-Za-z][A-Za-z0-9]{8}$/.test(id))).toBe(true);
});

test("a jump to a block that is not copied forgets it; one to another bot stays", () => {
  const jump = (params: Record<string, unknown>) => ({ kind: "jump", params, next: {} });
  const blocks = {
    ...smallFlow.blocks,
    inner: jump({ block: "bye" }),
    outer: jump({ block: "x", bot: 7 }),
  };
  const clip = copyBlocks(openFlow({ ...smallFlow, blocks }), ["inner", "outer"]);
  expect(clip.blocks.inner?.params).toEqual({});
  expect(clip.blocks.outer?.params).toEqual({ block: "x", bot: 7 });
});

test("whatever is copied from one flow can be pasted into another, which can be read as before", () => {
  fc.assert(
    fc.property(fc.array(randomEdit, { maxLength: 15 }), fc.nat(), (edits, seed) => {
      const from = edits.reduce(performed, smallFlow);
      const clip = readClip(writeClip(copyBlocks(from, Object.keys(from.blocks))));
      expect(clip).not.toBeNull();
      if (!clip) return;
      const into = { ...smallFlow, fields: { name: { type: "string" as const } } };
      const { flow, ids } = pasteBlocks(into, clip, { x: 3, y: 5 }, chanceOf(seed));
      expect(readFlow(flow).problems).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(flow.blocks).toMatchObject(smallFlow.blocks);
      expect(Object.keys(flow.blocks)).toHaveLength(4 + Object.keys(from.blocks).length);
      expect(checkFlow(flow).problems.filter((it) => it.code === "missing-block")).toEqual([]);
    }),
  );
});

test.each([
  "",
  "hello",
  "{}",
  '{"type":"application/vnd.parley.blocks+json"}',
  '{"type":"application/vnd.parley.blocks+json","blocks":{"a b":{}}}',
  '["application/vnd.parley.blocks+json"',
])("reads nothing from %j", (text) => expect(readClip(text)).toBeNull());
