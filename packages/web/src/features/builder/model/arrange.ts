import dagre from "@dagrejs/dagre";
import type { FlowDocument } from "@parley/flow";
import { faceOf } from "./block-faces.ts";
import { blockSummary } from "./block-summary.ts";
import { cardSize, cardWidthPx } from "./card-size.ts";
import { type Point, snapped } from "./edit-blocks.ts";

/** Finds a place for these blocks, or for all: from left to right along the arrows, without overlaps. */
export function arrange(
  flow: FlowDocument,
  only?: readonly string[],
): ReadonlyMap<string, { x: number; y: number }> {
  const ids = only ?? Object.keys(flow.blocks);
  const wanted = new Set(ids);
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 32, ranksep: 96, edgesep: 16 });
  for (const id of ids) {
    const block = flow.blocks[id];
    if (!block) continue;
    graph.setNode(id, { width: cardWidthPx, height: heightOf(block) });
  }
  for (const id of ids) addArrows(graph, flow, id, wanted);
  dagre.layout(graph);
  const corner = cornerOf(flow, only);
  const places = ids.flatMap((id) => {
    if (!graph.hasNode(id)) return [];
    const { x, y, width, height } = graph.node(id);
    return [[id, { x: x - width / 2, y: y - height / 2 }] as const];
  });
  const left = Math.min(...places.map(([, { x }]) => x));
  const top = Math.min(...places.map(([, { y }]) => y));
  return new Map(
    places.map(([id, { x, y }]) => [
      id,
      snapped({ x: x - left + corner.x, y: y - top + corner.y }),
    ]),
  );
}

function addArrows(
  graph: InstanceType<typeof dagre.graphlib.Graph>,
  flow: FlowDocument,
  id: string,
  wanted: ReadonlySet<string>,
): void {
  const block = flow.blocks[id];
  if (!block) return;
  const arrows = faceOf(block).outputs.flatMap((output) => block.next[output] ?? []);
  // Arrows back to the block itself say nothing about where it belongs; the first output leads on.
  for (const [at, to] of arrows.entries())
    if (to !== id && wanted.has(to))
      graph.setEdge(id, to, { weight: at === 0 ? 3 : 1 }, String(at));
}

function heightOf(block: FlowDocument["blocks"][string]): number {
  return cardSize(block, blockSummary(block)).heightPx;
}

/** What is arranged stays where it began. */
function cornerOf(flow: FlowDocument, only: readonly string[] | undefined): Point {
  const places = (only ?? []).flatMap((id) => flow.layout?.[id] ?? []);
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}
