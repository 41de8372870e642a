import type { FlowDocument } from "@parley/flow";
import { expect, test } from "vitest";
import { areClose, cardBoxes } from "./card-box.ts";
import { copyBlocks, pasteBlocks } from "./copy-blocks.ts";
import { connect } from "./edit-arrows.ts";
import { addBlock } from "./edit-blocks.ts";
import { clearPlace, clearPlaceOf, insertBlock, placeAfter } from "./place-block.ts";
import { chainFlow } from "./testing/chain-flow.ts";
import { chanceOf } from "./testing/random-edits.ts";

const says = (text: string) => ({ kind: "send_text", params: { text }, next: {} });

/** Draws by keys: each block after the last one. */
function drawn(count: number): FlowDocument {
  let flow = chainFlow(1);
  for (let at = 1; at < count; at += 1) {
    const before = `b${at - 1}`;
    const added = addBlock(flow, `b${at}`, says("On"), placeAfter(flow, before));
    flow = connect(added, { block: before, output: "success" }, `b${at}`);
  }
  return flow;
}

function overlapping(flow: FlowDocument): readonly string[] {
  const boxes = [...cardBoxes(flow)];
  return boxes.flatMap(([id, one], at) =>
    boxes.some(([, other], later) => later > at && areClose(one, other, 0)) ? [id] : [],
  );
}

test("what one draws block after block goes on in the next row, not in a strip", () => {
  const flow = drawn(12);
  const columns = new Set(Object.values(flow.layout ?? {}).map(({ x }) => x));
  expect(columns.size).toBe(5);
  expect(flow.layout?.b5).toEqual({ x: 0, y: expect.any(Number) });
  expect(overlapping(flow)).toEqual([]);
});

test("a block that follows goes below what stands there already", () => {
  const flow = chainFlow(2);
  const place = placeAfter(flow, "b0");
  expect(place.x).toBe(flow.layout?.b1?.x);
  expect(overlapping(addBlock(flow, "new", says("Beside"), place))).toEqual([]);
});

test("what goes into an arrow takes its place, and what stood there moves on with all that it would touch", () => {
  const flow = chainFlow(4);
  const [first, second] = [flow.layout?.b0, flow.layout?.b1];
  const at = { x: (first?.x ?? 0) + 178, y: 0 };
  const into = insertBlock(flow, "new", says("Between"), {
    arrow: { block: "b0", output: "success" },
    place: at,
  });
  expect(into.blocks.b0?.next.success).toBe("new");
  expect(into.blocks.new?.next.success).toBe("b1");
  expect(into.layout?.new).toEqual(second);
  expect(overlapping(into)).toEqual([]);
  expect(into.layout?.b0).toEqual(first);
});

test("where there is room, a block stands where it was let go", () => {
  const flow = chainFlow(2);
  const into = insertBlock(flow, "new", says("Below"), {
    arrow: { block: "b0", output: "success" },
    place: { x: 160, y: 400 },
  });
  expect(into.layout).toEqual({ ...flow.layout, new: { x: 160, y: 400 } });
});

test("what is pasted goes down until it touches nothing, and keeps its shape", () => {
  const flow = chainFlow(3);
  const clip = copyBlocks(flow, ["b0", "b1"]);
  const at = clearPlaceOf(flow, clip, { x: 40, y: 20 });
  const { flow: pasted, ids } = pasteBlocks(flow, clip, at, chanceOf(1));
  expect(at.y).toBeGreaterThan(20);
  expect(overlapping(pasted)).toEqual([]);
  const [first, second] = ids.map((id) => pasted.layout?.[id]);
  expect((second?.x ?? 0) - (first?.x ?? 0)).toBe(360);
});

test("a new block stays where it is put as long as it touches nothing", () => {
  const flow = chainFlow(2);
  expect(clearPlace(flow, { x: 0, y: 400 }, says("Apart"))).toEqual({ x: 0, y: 400 });
  const moved = clearPlace(flow, { x: 8, y: 8 }, says("On"));
  expect(overlapping(addBlock(flow, "new", says("On"), moved))).toEqual([]);
});
