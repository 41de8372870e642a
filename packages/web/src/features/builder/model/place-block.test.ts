import type { FlowDocument } from "@parley/flow";
import { expect, test } from "vitest";
import { areClose, cardBoxes } from "./card-box.ts";
import { connect } from "./edit-arrows.ts";
import { addBlock } from "./edit-blocks.ts";
import { insertBlock, placeAfter } from "./place-block.ts";
import { chainFlow } from "./testing/chain-flow.ts";

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
