import type { FlowDocument } from "@parley/flow";
import { type Box, cardSizeOf } from "./card-box.ts";
import { cardWidthPx } from "./card-size.ts";
import { tellingOrder } from "./neighbours.ts";
import { columnGapPx } from "./wrap-rows.ts";

const gapPx = 32;

/** Finds places in time that grows as the flow does: each block in the column after the first that leads to it, as one tells them. */
export function plainColumns(flow: FlowDocument, ids: readonly string[]): ReadonlyMap<string, Box> {
  const wanted = new Set(ids);
  const columnOf = new Map<string, number>();
  const bottoms: number[] = [];
  const boxes = new Map<string, Box>();
  for (const id of tellingOrder(flow)) {
    const block = flow.blocks[id];
    if (!block || !wanted.has(id)) continue;
    const column = columnOf.get(id) ?? 0;
    for (const to of Object.values(block.next)) if (!columnOf.has(to)) columnOf.set(to, column + 1);
    const y = bottoms[column] ?? 0;
    const height = cardSizeOf(block).heightPx;
    bottoms[column] = y + height + gapPx;
    boxes.set(id, { x: column * (cardWidthPx + columnGapPx), y, width: cardWidthPx, height });
  }
  return boxes;
}
