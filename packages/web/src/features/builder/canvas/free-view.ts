import type { Edge, FitViewOptions, Node, ReactFlowInstance } from "@xyflow/react";
import type { Point } from "../model/edit-blocks.ts";

const marginPx = 48;
const moveMs = 200;
const readableZoom = 0.6;

type View<N extends Node, E extends Edge> = ReactFlowInstance<N, E>;

/** How a whole flow is shown: in the part of the canvas that no panel lies over. */
export function fitting(): FitViewOptions {
  const side = `${marginPx}px` as const;
  const right = `${marginPx + coveredPx()}px` as const;
  return { maxZoom: 1, padding: { top: side, bottom: side, left: side, right } };
}

/** Shows the whole flow. */
export function fitFlow<N extends Node, E extends Edge>(view: View<N, E>): void {
  void view.fitView({ duration: moveMs, ...fitting() });
}

/** Puts a box into the middle of what can be seen of the canvas, large enough to be read. */
export function centre<N extends Node, E extends Edge>(view: View<N, E>, box: Box): void {
  const zoom = Math.max(view.getViewport().zoom, readableZoom);
  const x = box.x + box.width / 2 + coveredPx() / 2 / zoom;
  void view.setCenter(x, box.y + box.height / 2, { zoom, duration: moveMs });
}

/** Shows a box that is out of sight or under a panel; one that can be seen leaves the canvas as it is. */
export function bringIntoView<N extends Node, E extends Edge>(view: View<N, E>, box: Box): void {
  const canvas = canvasBox();
  if (!canvas) return;
  const from = view.flowToScreenPosition(box);
  const to = view.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.height });
  const isSeen =
    from.x >= canvas.left &&
    from.y >= canvas.top &&
    to.x <= canvas.right - coveredPx() &&
    to.y <= canvas.bottom;
  if (!isSeen) centre(view, box);
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

function coveredPx(): number {
  const canvas = canvasBox();
  const panel = document.querySelector(".right-panel")?.getBoundingClientRect();
  if (!canvas || !panel) return 0;
  const px = Math.max(0, canvas.right - panel.left);
  // A panel over everything leaves nothing to aim at.
  return px < canvas.width ? px : 0;
}

function canvasBox(): DOMRect | undefined {
  return document.querySelector(".canvas")?.getBoundingClientRect();
}
