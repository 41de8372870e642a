import type { FlowDocument } from "@parley/flow";
import { getNodesBounds, type Viewport } from "@xyflow/react";
import { afterEach, expect, test, vi } from "vitest";
import { chainFlow } from "../model/testing/chain-flow.ts";
import { drawNodes } from "./canvas-nodes.ts";
import { openAtStart, showStart } from "./show-start.ts";

function viewOf(flow: FlowDocument, viewport: Viewport = { x: 0, y: 0, zoom: 1 }) {
  const setViewport = vi.fn(async (_to: Viewport) => true);
  const nodes = drawNodes(flow, new Set(), []);
  return {
    getNodes: () => nodes,
    getNodesBounds: (of: Parameters<typeof getNodesBounds>[0]) => getNodesBounds(of),
    getViewport: () => viewport,
    setViewport,
  };
}

afterEach(() => document.body.replaceChildren());

test("what opens at its start begins beside the tabs that float over the canvas, not under them", async () => {
  document.body.innerHTML = `<div class="workbench"><div class="side-rail"></div><div class="canvas"></div></div>`;
  const boxes = { canvas: new DOMRect(0, 48, 390, 740), "side-rail": new DOMRect(12, 60, 40, 142) };
  for (const [name, box] of Object.entries(boxes)) {
    const element = document.querySelector(`.${name}`);
    if (element) element.getBoundingClientRect = () => box;
  }
  const flow = chainFlow(40);
  const view = viewOf(flow);
  await openAtStart(view, flow);
  expect(view.setViewport.mock.calls[0]?.[0]).toMatchObject({ x: 76 });
});

test("a large flow opens at its start in one movement, large enough to be read", async () => {
  const flow = chainFlow(40);
  const view = viewOf(flow);
  await openAtStart(view, flow);
  expect(view.setViewport.mock.calls).toEqual([[{ x: 48, y: expect.any(Number), zoom: 0.6 }]]);
});

test("a flow that can be read as a whole is shown as a whole, no larger than it is", async () => {
  const flow = chainFlow(1);
  const view = viewOf(flow);
  await showStart(view, flow);
  const [[shown] = []] = view.setViewport.mock.calls;
  expect(shown).toMatchObject({ zoom: 1 });
  expect(shown?.x).toBeGreaterThan(48);
});

test("a canvas that a hand has moved stays where it is", async () => {
  const flow = chainFlow(40);
  const view = viewOf(flow, { x: -120, y: 40, zoom: 0.25 });
  await openAtStart(view, flow);
  expect(view.setViewport).not.toHaveBeenCalled();
});
