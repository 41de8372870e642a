import dagre from "@dagrejs/dagre";
import type { FlowDocument } from "@parley/flow";
import { faceOf } from "./block-faces.ts";
import { type Box, cardSizeOf } from "./card-box.ts";
import { cardWidthPx } from "./card-size.ts";
import { type Point, snapped } from "./edit-blocks.ts";
import { plainColumns } from "./plain-columns.ts";
import { columnGapPx, wrapRows } from "./wrap-rows.ts";

/** Beyond this many blocks finding layers takes too long, and in a long chain more depth than there is. */
const mostLayered = 800;

/** Finds a place for these blocks, or for all: from left to right along the arrows, long ways in rows, without overlaps. */
export function arrange(
  flow: FlowDocument,
  only?: readonly string[],
): ReadonlyMap<string, { x: number; y: number }> {
  const ids = only ?? Object.keys(flow.blocks);
  const boxes = ids.length > mostLayered ? plainColumns(flow, ids) : inLayers(flow, ids);
  const corner = cornerOf(flow, only);
  return new Map(
    [...wrapRows(flow, boxes)].map(([id, { x, y }]) => [
      id,
      snapped({ x: x + corner.x, y: y + corner.y }),
    ]),
  );
}

/** In columns along the arrows, with few arrows across each other. */
function inLayers(flow: FlowDocument, ids: readonly string[]): ReadonlyMap<string, Box> {
  const wanted = new Set(ids);
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 32, ranksep: columnGapPx, edgesep: 16 });
  for (const id of ids) {
    const block = flow.blocks[id];
    if (!block) continue;
    graph.setNode(id, { width: cardWidthPx, height: cardSizeOf(block).heightPx });
  }
  for (const id of ids) addArrows(graph, flow, id, wanted);
  dagre.layout(graph);
  const boxes = new Map<string, Box>();
  for (const id of ids) {
    if (!graph.hasNode(id)) continue;
    const { x, y, width, height } = graph.node(id);
    boxes.set(id, { x: x - width / 2, y: y - height / 2, width, height });
  }
  return boxes;
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

/** What is arranged stays where it began. */
function cornerOf(flow: FlowDocument, only: readonly string[] | undefined): Point {
  const places = (only ?? []).flatMap((id) => flow.layout?.[id] ?? []);
  if (places.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}
