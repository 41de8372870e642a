import type { BlockInsights } from "@parley/contract";
import type { FlowOutline, OutlineBlock, OutlineOutput } from "./flow-outline.ts";
import { type FunnelRow, funnelOf } from "./funnel.ts";

/** An output on a card, with how many took it. */
export interface PictureOutput extends OutlineOutput {
  readonly count: number;
  /** Of those who left the block, between 0 and 1; `null`: nobody did. */
  readonly share: number | null;
}

/** A block as it is drawn: what happened there, and where its card's parts are. */
export interface PictureCard {
  readonly row: FunnelRow;
  readonly isStart: boolean;
  readonly outputs: readonly PictureOutput[];
  readonly heightPx: number;
}

/** A way that conversations took, or may take. */
export interface PictureArrow {
  readonly from: string;
  readonly output: string;
  readonly to: string;
  readonly count: number;
  readonly widthPx: number;
}

/** A flow with what happened on it. */
export interface Picture {
  readonly cards: ReadonlyMap<string, PictureCard>;
  readonly arrows: readonly PictureArrow[];
}

export const cardWidthPx = 260;
const headPx = 35;
const figuresPx = 30;
const outputPx = 26;
const footPx = 6;
const thinPx = 1.5;
const thickPx = 11;

/** Puts what was counted onto the flow: an arrow is as thick as its share of the busiest one. */
export function pictureOf(outline: FlowOutline, counted: readonly BlockInsights[]): Picture {
  const left = new Map(counted.map((one) => [one.block, one.left]));
  const rows = new Map(funnelOf(outline, counted).map((row) => [row.block, row]));
  const cards = new Map<string, PictureCard>();
  for (const [id, block] of outline.blocks) {
    const row = rows.get(id);
    if (!row) continue;
    const outputs = countOutputs(block, left.get(id) ?? {});
    const heightPx =
      headPx + figuresPx + outputs.length * outputPx + (outputs.length > 0 ? footPx : 0);
    cards.set(id, { row, isStart: id === outline.start, outputs, heightPx });
  }
  return { cards, arrows: arrowsOf(cards) };
}

/** From a card's top to the middle of an output's row. */
export function outputMiddlePx(at: number): number {
  return headPx + figuresPx + at * outputPx + outputPx / 2 + 1;
}

function countOutputs(block: OutlineBlock, left: BlockInsights["left"]): readonly PictureOutput[] {
  const total = Object.values(left).reduce((sum, count) => sum + count, 0);
  const known = new Set(block.outputs.map(({ id }) => id));
  const others = Object.keys(left)
    .filter((id) => !known.has(id))
    .map((id) => ({ id, label: id, to: null }));
  return [...block.outputs, ...others].map((output) => {
    const count = left[output.id] ?? 0;
    return { ...output, count, share: total === 0 ? null : count / total };
  });
}

function arrowsOf(cards: ReadonlyMap<string, PictureCard>): readonly PictureArrow[] {
  const ways = [...cards].flatMap(([from, { outputs }]) =>
    outputs.flatMap(({ id, to, count }) =>
      to !== null && cards.has(to) ? [{ from, output: id, to, count }] : [],
    ),
  );
  const most = Math.max(1, ...ways.map(({ count }) => count));
  return ways.map((way) => ({ ...way, widthPx: thinPx + (thickPx - thinPx) * (way.count / most) }));
}
