import type { BlockDocument, FlowDocument } from "@parley/flow";
import { arrowKey } from "../builder-state.ts";
import { faceOf } from "./block-faces.ts";
import { type Box, cardBoxes, cardSizeOf } from "./card-box.ts";
import { entryPx } from "./card-size.ts";

/** How far an arrow goes straight on from its block, and comes straight in at the other, before it turns. */
export const arrowStubPx = 24;
const cardMarginPx = 16;
const laneMarginPx = 8;
/** How far from a card an arrow runs where there is all the room in the world. */
const outsidePx = 8;

/** The lanes of a flow's arrows, by arrow. */
export interface ArrowLanes {
  readonly flow: FlowDocument;
  readonly heights: ReadonlyMap<string, number>;
}

/** The lanes of a flow: the same as before as long as nothing has moved since. */
export function lanesSince(former: ArrowLanes | null, flow: FlowDocument): ArrowLanes {
  const isKnown = former !== null && isDrawnAs(former.flow, flow);
  return { flow, heights: isKnown ? former.heights : arrowLanes(flow) };
}

/**
 * The heights at which arrows that lead back run to the left: clear of cards, and of each other unless they lead to the
 * same block, by the shortest way. By arrow.
 */
export function arrowLanes(flow: FlowDocument): ReadonlyMap<string, number> {
  const boxes = cardBoxes(flow);
  const sorted = [...boxes.values()].toSorted((one, other) => one.y - other.y);
  const lanes = new Map<string, number>();
  const drawn: Lane[] = [];
  for (const way of waysBack(flow, boxes)) {
    const cards = blockedBy(sorted, way, cardMarginPx);
    const others = drawn.filter(({ target }) => target !== way.target);
    const blocked = [...cards, ...blockedBy(others, way, laneMarginPx)];
    const y = laneFor(way, blocked);
    drawn.push({ x: way.left, width: way.right - way.left, y, height: 0, target: way.target });
    lanes.set(way.key, y);
  }
  return lanes;
}

/** Whether the same cards are drawn with the same arrows at the same places, whatever stands on them. */
function isDrawnAs(former: FlowDocument, { layout, blocks }: FlowDocument): boolean {
  if (former.layout !== layout) return false;
  if (former.blocks === blocks) return true;
  const ids = Object.keys(blocks);
  return (
    ids.length === Object.keys(former.blocks).length &&
    ids.every((id) => isSame(former.blocks[id], blocks[id]))
  );
}

function isSame(former: BlockDocument | undefined, block: BlockDocument | undefined): boolean {
  if (former === block) return true;
  if (!former || !block || former.next !== block.next) return false;
  const [before, after] = [cardSizeOf(former), cardSizeOf(block)];
  return before.heightPx === after.heightPx && before.handlesPx.join() === after.handlesPx.join();
}

interface Lane extends Box {
  readonly target: string;
}

interface WayBack {
  readonly key: string;
  readonly target: string;
  readonly left: number;
  readonly right: number;
  readonly fromY: number;
  readonly toY: number;
}

function waysBack(flow: FlowDocument, boxes: ReadonlyMap<string, Box>): readonly WayBack[] {
  return [...boxes].flatMap(([id, from]) => {
    const block = flow.blocks[id];
    const right = from.x + from.width + arrowStubPx;
    return Object.entries(block?.next ?? {}).flatMap(([output, target]) => {
      const to = boxes.get(target);
      if (!block || !to || to.x - arrowStubPx > right) return [];
      const handle = faceOf(block).outputs.indexOf(output);
      const fromY = from.y + (cardSizeOf(block).handlesPx[handle] ?? entryPx);
      const ends = { left: to.x - arrowStubPx, right, fromY, toY: to.y + entryPx };
      return [{ key: arrowKey(id, output), target, ...ends }];
    });
  });
}

type Span = readonly [from: number, to: number];

/** The heights that are taken between the ends of an arrow. */
function blockedBy(boxes: readonly Box[], { left, right }: WayBack, margin: number) {
  return boxes
    .filter(({ x, width }) => x < right && left < x + width)
    .map(({ y, height }): Span => [y - margin, y + height + margin]);
}

function laneFor(way: WayBack, blocked: readonly Span[]): number {
  const length = (y: number) => Math.abs(way.fromY - y) + Math.abs(way.toY - y);
  const middle = (way.fromY + way.toY) / 2;
  const heights = freeBetween(blocked).map(([from, to]) => inSpan(from, to, middle));
  return heights.toSorted((one, other) => length(one) - length(other))[0] ?? middle;
}

/** The middle of a narrow span; in a wide one the nearest to what is wanted that keeps off its ends. */
function inSpan(from: number, to: number, wanted: number): number {
  const isNarrow = to - from <= 4 * outsidePx + 2 * cardMarginPx;
  if (isNarrow) return (from + to) / 2;
  return Math.min(Math.max(wanted, from + outsidePx), to - outsidePx);
}

function freeBetween(blocked: readonly Span[]): readonly Span[] {
  const free: Span[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const [from, to] of blocked.toSorted(([one], [other]) => one - other)) {
    if (from > end) free.push([end, from]);
    end = Math.max(end, to);
  }
  return [...free, [end, Number.POSITIVE_INFINITY]];
}
