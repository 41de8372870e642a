import { type Edge, type Node, Position } from "@xyflow/react";
import { cardWidthPx, outputMiddlePx, type Picture, type PictureCard } from "../model/picture.ts";
import type { Place } from "./place-cards.ts";

export type CardNode = Node<{ readonly card: PictureCard; readonly isFocused: boolean }, "card">;
export type WayEdge = Edge<{ readonly widthPx: number; readonly count: number }, "way">;

const handlePx = { width: 1, height: 1 };

/** The cards of a picture, as the canvas takes them: all measures are known, so nothing waits to be measured. */
export function drawCards(
  places: ReadonlyMap<string, Place>,
  picture: Picture,
  focused: string | null,
): CardNode[] {
  return [...picture.cards].map(([id, card]) => ({
    id,
    type: "card" as const,
    position: places.get(id) ?? { x: 0, y: 0 },
    data: { card, isFocused: id === focused },
    width: cardWidthPx,
    height: card.heightPx,
    measured: { width: cardWidthPx, height: card.heightPx },
    handles: [
      { type: "target" as const, position: Position.Left, x: 0, y: entryPx, ...handlePx },
      ...card.outputs.map(({ id: output }, at) => ({
        ...{ id: output, type: "source" as const, position: Position.Right },
        ...{ x: cardWidthPx, y: outputMiddlePx(at), ...handlePx },
      })),
    ],
  }));
}

const entryPx = 17;

/** The ways of a picture; those that are taken most lie above. */
export function drawWays({ arrows }: Picture): WayEdge[] {
  const thinFirst = arrows.toSorted((a, b) => a.widthPx - b.widthPx);
  return thinFirst.map(({ from, output, to, count, widthPx }) => ({
    id: `${from}/${output}`,
    type: "way" as const,
    source: from,
    sourceHandle: output,
    target: to,
    data: { widthPx, count },
  }));
}
