import type { BlockDocument, FlowDocument } from "@parley/flow";
import { faceOf } from "./block-faces.ts";
import { blockSummary } from "./block-summary.ts";
import { type CardSize, cardSize, cardWidthPx } from "./card-size.ts";
import type { Point } from "./edit-blocks.ts";

/** A piece of the canvas. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** What a card says. A jump's names where it leads; that is drawn there, for names change. */
export function cardBody(block: BlockDocument): string {
  const summary = blockSummary(block);
  return summary === "" && faceOf(block).jumps.length > 0 ? "→" : summary;
}

const sizes = new WeakMap<BlockDocument, CardSize>();

/** How large the card of a block is. Remembered for each block. */
export function cardSizeOf(block: BlockDocument): CardSize {
  const known = sizes.get(block);
  if (known) return known;
  const size = cardSize(block, cardBody(block));
  sizes.set(block, size);
  return size;
}

/** Where the card of a block stands; `undefined` for what is no block, or has no place. */
export function cardBox(flow: FlowDocument, id: string): Box | undefined {
  const [block, at] = [flow.blocks[id], flow.layout?.[id]];
  if (!block || !at) return undefined;
  return { x: at.x, y: at.y, width: cardWidthPx, height: cardSizeOf(block).heightPx };
}

/** Where all cards stand, by block. */
export function cardBoxes(flow: FlowDocument): ReadonlyMap<string, Box> {
  return new Map(
    Object.keys(flow.blocks).flatMap((id) => {
      const box = cardBox(flow, id);
      return box ? [[id, box] as const] : [];
    }),
  );
}

/** Whether two boxes lie over each other, or nearer than a margin. */
export function areClose(one: Box, other: Box, marginPx: number): boolean {
  return (
    one.x < other.x + other.width + marginPx &&
    other.x < one.x + one.width + marginPx &&
    one.y < other.y + other.height + marginPx &&
    other.y < one.y + one.height + marginPx
  );
}
