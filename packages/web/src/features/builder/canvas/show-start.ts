import type { FlowDocument } from "@parley/flow";
import { getViewportForBounds, type ReactFlowInstance, type Viewport } from "@xyflow/react";
import type { ArrowEdge, CanvasNode } from "./canvas-nodes.ts";
import { controlsPx, fitting, freeLeftPx, leastZoom, readableZoom } from "./free-view.ts";
import { startingY } from "./starting-y.ts";

type View = Pick<
  ReactFlowInstance<CanvasNode, ArrowEdge>,
  "getNodes" | "getNodesBounds" | "getViewport" | "setViewport"
>;

/** Shows the whole flow where its words can be read then; of a larger one, the start and what stands around it. One movement: nothing comes after it. */
export async function showStart(view: View, flow: FlowDocument): Promise<void> {
  const canvas = document.querySelector(".canvas");
  const size = { width: canvas?.clientWidth || 900, height: canvas?.clientHeight || 600 };
  await view.setViewport(startOf(view, flow, size));
}

/** Opens a flow at its start, unless somebody has moved the canvas already. */
export async function openAtStart(view: View, flow: FlowDocument): Promise<void> {
  const { x, y, zoom } = view.getViewport();
  if (x === 0 && y === 0 && zoom === 1) await showStart(view, flow);
}

function startOf(
  view: View,
  flow: FlowDocument,
  { width, height }: { readonly width: number; readonly height: number },
): Viewport {
  const bounds = view.getNodesBounds(view.getNodes());
  const { maxZoom, padding } = fitting();
  const whole = getViewportForBounds(bounds, width, height, leastZoom, maxZoom, padding);
  const at = flow.layout?.[flow.start];
  if (whole.zoom >= readableZoom || !at) return whole;
  const scaled = { topPx: bounds.y * readableZoom, heightPx: bounds.height * readableZoom };
  return {
    x: freeLeftPx() - at.x * readableZoom,
    y: startingY(height - controlsPx, scaled, at.y * readableZoom),
    zoom: readableZoom,
  };
}
