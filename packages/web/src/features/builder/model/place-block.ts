import type { BlockDocument, FlowDocument } from "@parley/flow";
import { areClose, type Box, cardBox, cardBoxes, cardSizeOf } from "./card-box.ts";
import { cardWidthPx } from "./card-size.ts";
import type { Clip } from "./copy-blocks.ts";
import { insertOnArrow, type Output } from "./edit-arrows.ts";
import { addBlock, gridPx, moveThings, type Point } from "./edit-blocks.ts";
import { columnGapPx, mostColumns, rowGapPx } from "./wrap-rows.ts";

const columnPx = cardWidthPx + columnGapPx;
const clearPx = 32;
/** What a block that is not there yet may become: a question with a few ways out. */
const presumedHeightPx = 160;

/**
 * The place for a block that follows another: to its right; where the row is full, below it where it began, as a text
 * goes on in the next line. Clear of all cards.
 */
export function placeAfter(flow: FlowDocument, id: string): Point {
  const boxes = [...cardBoxes(flow).values()];
  const from = cardBox(flow, id) ?? { x: -columnPx, y: 0, width: cardWidthPx, height: 0 };
  const row = rowOf(boxes, from);
  const left = Math.min(...row.map(({ x }) => x));
  const x = from.x + columnPx;
  const isFull = x - left >= mostColumns * columnPx;
  const bottom = Math.max(...row.map((box) => box.y + box.height));
  return clearPlace(flow, isFull ? { x: left, y: bottom + rowGapPx } : { x, y: from.y });
}

/** The next place at or below a point where the card of a new block touches no other. */
export function clearPlace(flow: FlowDocument, at: Point, block?: BlockDocument): Point {
  const height = block ? cardSizeOf(block).heightPx : presumedHeightPx;
  return clearOf([...cardBoxes(flow).values()], at, [{ x: 0, y: 0, width: cardWidthPx, height }]);
}

/** The next place at or below a point where none of the cards of a clip touches one of the flow. */
export function clearPlaceOf(flow: FlowDocument, clip: Clip, at: Point): Point {
  const cards = [
    ...cardBoxes({ ...flow, blocks: clip.blocks, layout: clip.layout ?? {} }).values(),
  ];
  return clearOf([...cardBoxes(flow).values()], at, cards);
}

/** Puts a new block into an arrow, at a place; where cards stand there, they make room to the right. */
export function insertBlock(
  flow: FlowDocument,
  id: string,
  block: BlockDocument,
  { arrow, place }: { readonly arrow: Output; readonly place: Point },
): FlowDocument {
  const boxes = cardBoxes(flow);
  const size = { width: cardWidthPx, height: cardSizeOf(block).heightPx };
  const isFree = ![...boxes.values()].some((box) => areClose({ ...place, ...size }, box, 0));
  const at = isFree ? place : betweenEnds(flow, arrow);
  const moved = isFree ? new Map<string, Point>() : pushRight(boxes, { ...at, ...size });
  return insertOnArrow(addBlock(moveThings(flow, moved), id, block, at), arrow, id);
}

/** Where what an arrow leads to stands now, if that is ahead; else right of the arrow's begin. */
function betweenEnds(flow: FlowDocument, { block, output }: Output): Point {
  const from = cardBox(flow, block) ?? { x: 0, y: 0 };
  const to = cardBox(flow, flow.blocks[block]?.next[output] ?? "");
  const isAhead = to !== undefined && to.x > from.x;
  return isAhead
    ? { x: Math.min(to.x, from.x + columnPx), y: to.y }
    : { x: from.x + columnPx, y: from.y };
}

/** Moves whatever a card touches to its right, and whatever that touches in turn. */
function pushRight(boxes: ReadonlyMap<string, Box>, pusher: Box): ReadonlyMap<string, Point> {
  const moved = new Map<string, Point>();
  const pushers = [pusher];
  for (let by = pushers.pop(); by !== undefined; by = pushers.pop())
    for (const [id, box] of boxes) {
      if (moved.has(id) || box.x + box.width <= by.x || !areClose(by, box, clearPx)) continue;
      const there = { ...box, x: by.x + columnPx };
      moved.set(id, there);
      pushers.push(there);
    }
  return moved;
}

/** The cards left of one that stand in line with it, each a gap apart, and itself. */
function rowOf(boxes: readonly Box[], last: Box): readonly Box[] {
  const row = [last];
  const isInLine = (box: Box) => box.y < last.y + last.height && last.y < box.y + box.height;
  const before = boxes.filter((box) => box.x < last.x && isInLine(box));
  for (const box of before.toSorted((one, other) => other.x - one.x)) {
    const [first = last] = row;
    if (first.x - box.x <= 2 * columnPx) row.unshift(box);
  }
  return row;
}

/** Moves cards down, together, until none of them touches any of these boxes. */
function clearOf(boxes: readonly Box[], at: Point, cards: readonly Box[]): Point {
  let { y } = at;
  const down = () => Math.max(0, ...cards.map((card) => depthIn(boxes, card, { x: at.x, y })));
  for (let by = down(); by > 0; by = down()) y += by;
  return { x: at.x, y };
}

/** How far a card has to go down to leave what it touches. */
function depthIn(boxes: readonly Box[], card: Box, by: Point): number {
  const moved = { ...card, x: card.x + by.x, y: card.y + by.y };
  const touched = boxes.filter((box) => areClose(moved, box, clearPx - gridPx));
  return Math.max(0, ...touched.map((box) => box.y + box.height + clearPx - moved.y));
}
