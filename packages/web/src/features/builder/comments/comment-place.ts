import { cardWidthPx } from "../model/card-size.ts";

const pinPx = 28;

/** Where a comment stands: on the canvas, or with a block, counted from its corner. */
export interface CommentPlace {
  readonly block: string | null;
  readonly x: number;
  readonly y: number;
}

/** The place of a comment on a point of the canvas: the pin points there with its lower corner. */
export function placeOnCanvas({ x, y }: { readonly x: number; readonly y: number }): CommentPlace {
  return { block: null, x, y: y - pinPx };
}

/** The place of a comment about a block: at its upper right corner. */
export function cornerOfBlock(block: string): CommentPlace {
  return { block, x: cardWidthPx - 12, y: -16 };
}
