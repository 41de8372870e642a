import type { FlowDocument } from "@parley/flow";
import type { ReactFlowInstance } from "@xyflow/react";
import type { ArrowEdge, CanvasNode } from "./canvas-nodes.ts";
import { controlsPx, fitting, marginPx, readableZoom } from "./free-view.ts";
import { startingY } from "./starting-y.ts";

/** Shows the whole flow where its words can be read then; of a larger one, the start and what stands around it. */
export async function showStart(
  view: ReactFlowInstance<CanvasNode, ArrowEdge>,
  flow: FlowDocument,
): Promise<void> {
  await view.fitView(fitting());
  const at = flow.layout?.[flow.start];
  if (view.getViewport().zoom >= readableZoom || !at) return;
  const { y, height } = view.getNodesBounds(view.getNodes());
  const canvasPx = document.querySelector(".canvas")?.clientHeight ?? 600;
  const scaled = { topPx: y * readableZoom, heightPx: height * readableZoom };
  await view.setViewport({
    x: marginPx - at.x * readableZoom,
    y: startingY(canvasPx - controlsPx, scaled, at.y * readableZoom),
    zoom: readableZoom,
  });
}
