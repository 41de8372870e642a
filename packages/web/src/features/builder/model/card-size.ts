import type { BlockDocument } from "@parley/flow";
import { faceOf } from "./block-faces.ts";

/** A card's measures, which the style sheet draws: known without looking, so that no card waits to be measured. */
export const cardWidthPx = 260;
const headPx = 32;
const bodyLinePx = 20;
const bodyPaddingPx = 16;
const outputRowPx = 28;
export const handlePx = 12;
/** From the card's top to the middle of where arrows come in. */
export const entryPx = 17;
const charactersPerLine = 36;

/** How a card is divided. */
export interface CardSize {
  readonly heightPx: number;
  readonly bodyPx: number;
  readonly bodyLines: 0 | 1 | 2;
  /** From the card's top to the middle of each output's handle. */
  readonly handlesPx: readonly number[];
}

/** The size of a block's card, from what it says and its outputs. A single plain output has no row of its own. */
export function cardSize(block: BlockDocument, body: string): CardSize {
  const { outputs } = faceOf(block);
  const bodyLines =
    body === "" ? 0 : body.length > charactersPerLine || body.includes("\n") ? 2 : 1;
  const bodyPx = bodyLines === 0 ? 0 : bodyLines * bodyLinePx + bodyPaddingPx;
  const top = headPx + bodyPx;
  if (!hasRows(outputs))
    return { heightPx: top + 2, bodyPx, bodyLines, handlesPx: outputs.map(() => entryPx) };
  const handlesPx = outputs.map((_output, at) => top + 1 + at * outputRowPx + outputRowPx / 2);
  return { heightPx: top + outputs.length * outputRowPx + 6, bodyPx, bodyLines, handlesPx };
}

/** Whether outputs need labels to be told apart. */
export function hasRows(outputs: readonly string[]): boolean {
  return outputs.length > 1 || (outputs.length === 1 && outputs[0] !== "success");
}
