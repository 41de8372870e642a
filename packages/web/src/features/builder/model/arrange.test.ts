import type { FlowDocument } from "@parley/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arrange } from "./arrange.ts";
import { arrowLanes } from "./arrow-lanes.ts";
import { areClose, cardBoxes } from "./card-box.ts";
import { moveThings } from "./edit-blocks.ts";
import { chainFlow } from "./testing/chain-flow.ts";

function arranged(flow: FlowDocument): FlowDocument {
  return moveThings(flow, arrange(flow));
}

function boundsOf(flow: FlowDocument) {
  const boxes = [...cardBoxes(flow).values()];
  return {
    width: Math.max(...boxes.map(({ x, width }) => x + width)),
    height: Math.max(...boxes.map(({ y, height }) => y + height)),
  };
}

const rowsOf = (flow: FlowDocument) => new Set(Object.values(flow.layout ?? {}).map(({ y }) => y));

test("a short way stays in one row, a long one is wrapped so that all of it can be read at once", () => {
  expect(rowsOf(arranged(chainFlow(4))).size).toBe(1);
  const long = arranged(chainFlow(12));
  expect(rowsOf(long).size).toBe(3);
  const { width, height } = boundsOf(long);
  // What is seen of the canvas at 1440 × 900, with its margins.
  expect(Math.min((1140 - 96) / width, (852 - 96) / height)).toBeGreaterThan(0.7);
});

test("blocks of different heights that follow each other stand with their heads in line", () => {
  const buttons = {
    text: "?",
    options: [
      { id: "a", label: "A" },
      { id: "b", label: "B" },
    ],
  };
  const tall = { kind: "buttons", params: buttons, next: { a: "b2" } };
  const chain = chainFlow(4);
  expect(rowsOf(arranged({ ...chain, blocks: { ...chain.blocks, b1: tall } })).size).toBe(1);
});

test("each row begins where the one before ends: all others stand right of what leads to them", () => {
  const flow = arranged(chainFlow(12));
  const back = Object.entries(flow.blocks).filter(([id, { next }]) => {
    const to = next.success === undefined ? undefined : flow.layout?.[next.success];
    return to !== undefined && to.x <= (flow.layout?.[id]?.x ?? 0);
  });
  expect(back.map(([id]) => id)).toEqual(["b3", "b7"]);
});

test("a flow of as many blocks as there may be is arranged too, at once", () => {
  const long = arranged(chainFlow(2000));
  expect(cardBoxes(long).size).toBe(2000);
  expect(new Set(Object.values(long.layout ?? {}).map(({ x, y }) => `${x} ${y}`)).size).toBe(2000);
});

test("a row ends only where one arrow leads on, to one block", () => {
  const fork = { kind: "ask_yes_no", params: { text: "?", field: "f" } };
  const ways = { yes: "b0", no: "left" };
  const flow = arranged({
    ...chainFlow(8, {
      fork: { ...fork, next: ways },
      left: { kind: "send_text", params: { text: "Left" }, next: { success: "b7" } },
    }),
    start: "fork",
  });
  // Both ways from the fork are open all along, until they meet.
  const back = [...arrowLanes(flow).keys()].map((key) => key.replace(/>.*/, ""));
  expect(back.filter((id) => id !== "b6" && id !== "left")).toEqual([]);
});

test("whatever leads wherever, no two cards lie over each other", () => {
  const arrow = fc.tuple(fc.nat(19), fc.nat(19));
  fc.assert(
    fc.property(fc.array(arrow, { maxLength: 15 }), (arrows) => {
      const chain = chainFlow(20);
      const blocks = { ...chain.blocks };
      for (const [from, to] of arrows) {
        const next = { yes: `b${to}`, no: chain.blocks[`b${from}`]?.next.success ?? `b${to}` };
        blocks[`b${from}`] = { kind: "ask_yes_no", params: { text: "?", field: "f" }, next };
      }
      const boxes = [...cardBoxes(arranged({ ...chain, blocks })).values()];
      const over = boxes.filter((one, at) =>
        boxes.some((other, later) => later > at && areClose(one, other, 0)),
      );
      expect(over).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
