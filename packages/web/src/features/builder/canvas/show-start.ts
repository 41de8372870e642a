import type { FlowDocument } from "@parley/flow";
import type { ReactFlowInstance } from "@xyflow/react";
import type { ArrowEdge, CanvasNode } from "./canvas-nodes.ts";
import { fitting } from "./free-view.ts";

const readableZoom = 0.7;
const marginPx = 56;

/** Shows the whole flow where its words can be read then; of a larger one, the start. */
export async function showStart(
  view: ReactFlowInstance<CanvasNode, ArrowEdge>,
  flow: FlowDocument,
): Promise<void> {
  await view.fitView(fitting());
  const { zoom } = view.getViewport();
  const at = flow.layout?.[flow.start];
  if (zoom >= readableZoom || !at) return;
  const heightPx = document.querySelector(".canvas")?.clientHeight ?? 600;
  await view.setViewport({
    x: marginPx - at.x * readableZoom,
    y: heightPx / 2 - (at.y + marginPx) * readableZoom,
    zoom: readableZoom,
  });
}
