import type { Edge, FitViewOptions, Node, ReactFlowInstance } from "@xyflow/react";
import type { Point } from "../model/edit-blocks.ts";
import { type Edges, freePart } from "./free-part.ts";

export const marginPx = 48;
/** Beside what lies over the canvas: arrows run there. */
const besidePx = 24;
/** The controls at the lower edge lie over the canvas. */
export const controlsPx = 56;
/** How far away one can go. */
export const leastZoom = 0.1;
/** From here on one reads what stands on a card. */
export const readableZoom = 0.6;

type View<N extends Node, E extends Edge> = ReactFlowInstance<N, E>;

/** How a whole flow is shown: in the part of the canvas that no panel lies over. */
export function fitting() {
  const covered = coveredPx();
  const padding = {
    top: `${marginPx + covered.top}px`,
    bottom: `${marginPx + Math.max(controlsPx, covered.bottom)}px`,
    left: `${freeLeftPx()}px`,
    right: `${marginPx + covered.right}px`,
  } as const;
  return { maxZoom: 1, padding } satisfies FitViewOptions;
}

/** Where a flow begins from the left: beside the tabs or the panel that lie over the canvas there. */
export function freeLeftPx(): number {
  const { left } = coveredPx();
  return Math.max(marginPx, left + besidePx);
}

/** Shows the whole flow. */
export function fitFlow<N extends Node, E extends Edge>(view: View<N, E>): void {
  void view.fitView({ duration: moveMs(), ...fitting() });
}

/** Puts a box into the middle of what can be seen of the canvas, large enough to be read. */
export function centre<N extends Node, E extends Edge>(view: View<N, E>, box: Box): void {
  const zoom = Math.max(view.getViewport().zoom, readableZoom);
  const covered = coveredPx();
  const x = box.x + box.width / 2 + (covered.right - covered.left) / 2 / zoom;
  const y = box.y + box.height / 2 + (covered.bottom - covered.top) / 2 / zoom;
  void view.setCenter(x, y, { zoom, duration: moveMs() });
}

/** Moves the canvas no further than it takes to see a box that is out of sight or under a panel. */
export function bringIntoView<N extends Node, E extends Edge>(view: View<N, E>, box: Box): void {
  const canvas = canvasBox();
  if (!canvas) return;
  const free = freePart(canvas, panelBoxes());
  const bottom = Math.min(free.bottom, canvas.bottom - controlsPx);
  const from = view.flowToScreenPosition(box);
  const to = view.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.height });
  const byX = shift([from.x, to.x], [free.left, free.right]);
  const byY = shift([from.y, to.y], [free.top, bottom]);
  if (byX === 0 && byY === 0) return;
  const { x, y, zoom } = view.getViewport();
  void view.setViewport({ x: x + byX, y: y + byY, zoom }, { duration: moveMs() });
}

function moveMs(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200;
}

type Span = readonly [from: number, to: number];

/** How far a span has to go to lie within another, with a margin; what is longer than that begins at its begin. */
function shift([from, to]: Span, [first, last]: Span): number {
  if (from >= first && to <= last) return 0;
  const toBegin = first + marginPx - from;
  return from < first ? toBegin : Math.max(last - marginPx - to, toBegin);
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** How much of each side of the canvas lies under a panel. */
function coveredPx(): Edges {
  const canvas = canvasBox();
  if (!canvas) return { left: 0, top: 0, right: 0, bottom: 0 };
  const free = freePart(canvas, panelBoxes());
  return {
    left: free.left - canvas.left,
    top: free.top - canvas.top,
    right: canvas.right - free.right,
    bottom: canvas.bottom - free.bottom,
  };
}

function panelBoxes(): readonly DOMRect[] {
  const panels = document.querySelectorAll(".workbench > :is(.side, .side-rail, .right-panel)");
  return [...panels].map((panel) => panel.getBoundingClientRect());
}

function canvasBox(): DOMRect | undefined {
  return document.querySelector(".canvas")?.getBoundingClientRect();
}
