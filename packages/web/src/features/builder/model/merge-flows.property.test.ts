import { readFlow, writeFlow } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { speak } from "../../../ui/words.ts";
import { applyChanges, changesBetween, readAt } from "./changes.ts";
import { connect } from "./edit-arrows.ts";
import { addBlock, deleteBlocks } from "./edit-blocks.ts";
import { mergeFlows, type Side, settled } from "./merge-flows.ts";
import { lastKind, performed, smallFlow } from "./testing/random-edits.ts";

await speak("en");

const randomEdit = fc.record({
  kind: fc.nat(lastKind),
  a: fc.nat(1000),
  b: fc.nat(1000),
  text: fc.string({ maxLength: 6 }),
});

const edits = fc.array(randomEdit, { maxLength: 8 });
const side: fc.Arbitrary<Side> = fc.constantFrom("mine", "theirs");

test("a merge loses no edit that the other side does not speak against, whatever is chosen", () => {
  fc.assert(
    fc.property(edits, edits, side, (my, their, chosen) => {
      const mine = my.reduce(performed, smallFlow);
      const theirs = their.reduce(performed, smallFlow);
      const merge = mergeFlows(smallFlow, mine, theirs);
      const merged = settled(merge, () => chosen);
      const disputed = merge.conflicts.flatMap((it) => [...it.mine, ...it.theirs]);
      const kept = [...changesBetween(smallFlow, mine), ...changesBetween(smallFlow, theirs)];
      for (const { path, before, after } of kept) {
        const isDisputed = disputed.some((it) => it.path.join() === path.join());
        // Where and in which group a block is goes with the block; positions that both changed are mine.
        if (isDisputed || path[0] === "layout" || path[0] === "groups") continue;
        // A new block stays whatever becomes of its arrows.
        const arrows = disputed.filter((it) => it.path.join().startsWith(`${path.join()},next,`));
        const value = arrows.length > 0 ? { ...Object(after), next: expect.anything() } : after;
        expect({ path, value: readAt(merged, path) }).toEqual({ path, value });
        expect(before).not.toEqual(after);
      }
      expect(readFlow(merged).problems).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("a new block that leads to one which was taken out stays, with all that leads to it", () => {
  const mine = connect(
    addBlock(
      connect(smallFlow, { block: "choice", output: "success" }, "new"),
      "new",
      { kind: "send_text", params: { text: "New" }, next: { success: "name" } },
      { x: 0, y: 0 },
    ),
    { block: "choice", output: "success" },
    "new",
  );
  const merge = mergeFlows(smallFlow, mine, deleteBlocks(smallFlow, ["name"]));
  const [conflict, ...more] = merge.conflicts;
  expect([conflict?.path, more]).toEqual([["blocks", "name"], []]);
  const [forMe, forThem] = (["mine", "theirs"] as const).map((side) => settled(merge, () => side));
  expect(forMe?.blocks.new?.next).toEqual({ success: "name" });
  expect(forMe?.blocks.name).toEqual(smallFlow.blocks.name);
  expect(forThem?.blocks.new).toMatchObject({ params: { text: "New" }, next: {} });
  expect(forThem?.blocks.choice?.next).toMatchObject({ success: "new" });
  expect(forThem?.blocks).not.toHaveProperty("name");
});

test("all conflicts decided for one side give that side's word on every one of them", () => {
  fc.assert(
    fc.property(edits, edits, (my, their) => {
      const [mine, theirs] = [my.reduce(performed, smallFlow), their.reduce(performed, smallFlow)];
      const merge = mergeFlows(smallFlow, mine, theirs);
      // A group whose last block the other side takes out is gone with it.
      for (const { path, ...sides } of merge.conflicts.filter(
        ({ path: [top] }) => top !== "groups",
      )) {
        const forMe = settled(merge, () => "mine");
        for (const change of sides.mine) expect(readAt(forMe, change.path)).toEqual(change.after);
        expect(path.length).toBeGreaterThan(0);
      }
    }),
  );
});

test("who changed alone is followed entirely, and the same edit on both sides is no conflict", () => {
  fc.assert(
    fc.property(edits, (edits) => {
      const changed = edits.reduce(performed, smallFlow);
      const merges = [
        mergeFlows(smallFlow, changed, smallFlow),
        mergeFlows(smallFlow, smallFlow, changed),
        mergeFlows(smallFlow, changed, applyChanges(smallFlow, changesBetween(smallFlow, changed))),
      ];
      for (const merge of merges) {
        expect(merge.conflicts).toEqual([]);
        expect(writeFlow(settled(merge, () => "mine"))).toBe(writeFlow(changed));
      }
    }),
  );
});

test("no merge leaves an arrow that points at a block which one side has taken out", () => {
  fc.assert(
    fc.property(edits, edits, side, (my, their, chosen) => {
      const [mine, theirs] = [my.reduce(performed, smallFlow), their.reduce(performed, smallFlow)];
      const merged = settled(mergeFlows(smallFlow, mine, theirs), () => chosen);
      for (const { next } of Object.values(merged.blocks))
        for (const to of Object.values(next)) expect(merged.blocks).toHaveProperty(to);
    }),
    { numRuns: 300 },
  );
});
