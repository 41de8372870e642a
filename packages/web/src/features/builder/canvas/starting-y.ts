import { marginPx } from "./free-view.ts";

/**
 * How far down a flow begins on a canvas, in pixels: in the middle if all of it fits, else from its top, unless its
 * start would then be in the lower half or out of sight.
 */
export function startingY(
  canvasPx: number,
  flow: { readonly topPx: number; readonly heightPx: number },
  startPx: number,
): number {
  const roomPx = canvasPx - flow.heightPx;
  if (roomPx >= 2 * marginPx) return roomPx / 2 - flow.topPx;
  return Math.min(marginPx - flow.topPx, canvasPx / 2 - startPx);
}
