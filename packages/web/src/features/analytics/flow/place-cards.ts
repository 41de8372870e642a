import dagre from "@dagrejs/dagre";
import type { FlowOutline } from "../model/flow-outline.ts";
import { cardWidthPx, type Picture } from "../model/picture.ts";

/** Where a card's corner is. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where each card stands: where its author put it; from left to right along the arrows where some were never put. */
export function placeCards(
  { places }: Pick<FlowOutline, "places">,
  picture: Picture,
): ReadonlyMap<string, Place> {
  const isPlaced = [...picture.cards.keys()].every((id) => places.has(id));
  return isPlaced ? places : arrange(picture);
}

function arrange({ cards, arrows }: Picture): ReadonlyMap<string, Place> {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 32, ranksep: 96, edgesep: 16 });
  for (const [id, { heightPx }] of cards)
    graph.setNode(id, { width: cardWidthPx, height: heightPx });
  for (const { from, to, output } of arrows) if (from !== to) graph.setEdge(from, to, {}, output);
  dagre.layout(graph);
  return new Map(
    [...cards.keys()].map((id) => {
      const { x, y, width, height } = graph.node(id);
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}
