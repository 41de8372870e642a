import type { FlowDocument } from "@parley/flow";
import type { NodeChange, NodePositionChange } from "@xyflow/react";
import { useCallback, useState } from "react";
import { type ArrowLanes, lanesSince } from "../model/arrow-lanes.ts";
import { useBuilder, useBuilderState, useFlow } from "../use-builder.ts";
import {
  type ArrowEdge,
  type CanvasNode,
  drawArrows,
  drawNodes,
  frameOf,
  type GroupNode,
} from "./canvas-nodes.ts";

interface Drawn {
  readonly flow: FlowDocument | null;
  readonly selected: ReadonlySet<string> | null;
  readonly selectedArrows: ReadonlySet<string> | null;
  readonly lanes: ArrowLanes | null;
  readonly nodes: CanvasNode[];
  readonly edges: ArrowEdge[];
}

const nothing: Drawn = {
  ...{ flow: null, selected: null, selectedArrows: null, lanes: null },
  ...{ nodes: [], edges: [] },
};

/** What the canvas draws: the document, and under the hand what is being dragged, which is no edit yet. */
export function useCanvasNodes() {
  const builder = useBuilder();
  const flow = useFlow();
  const selected = useBuilderState((state) => state.selected);
  const selectedArrows = useBuilderState((state) => state.selectedArrows);
  const [drawn, setDrawn] = useState(nothing);
  const isDrawn =
    drawn.flow === flow && drawn.selected === selected && drawn.selectedArrows === selectedArrows;
  if (!isDrawn) {
    const lanes = lanesSince(drawn.lanes, flow);
    setDrawn({
      flow,
      selected,
      selectedArrows,
      lanes,
      nodes: drawNodes(flow, selected, drawn.nodes),
      edges: drawArrows(flow, selectedArrows, drawn.edges, lanes.heights),
    });
  }

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const moves = changes.filter((change) => change.type === "position");
      if (moves.length > 0) setDrawn((it) => ({ ...it, nodes: moved(it.nodes, moves) }));
      const picks = changes.filter((change) => change.type === "select");
      if (picks.length === 0) return;
      const state = builder.read();
      builder.select(picked(state.selected, picks), state.selectedArrows);
    },
    [builder],
  );
  const onEdgesChange = useCallback(
    (
      changes: readonly {
        readonly type: string;
        readonly id?: string;
        readonly selected?: boolean;
      }[],
    ) => {
      const picks = changes.filter((change) => change.type === "select");
      if (picks.length === 0) return;
      const state = builder.read();
      builder.select(state.selected, picked(state.selectedArrows, picks));
    },
    [builder],
  );
  const letGo = useCallback(() => setDrawn((it) => ({ ...it, flow: null })), []);
  return { nodes: drawn.nodes, edges: drawn.edges, onNodesChange, onEdgesChange, letGo };
}

function picked(
  former: ReadonlySet<string>,
  picks: readonly { readonly id?: string; readonly selected?: boolean }[],
): ReadonlySet<string> {
  const now = new Set(former);
  for (const { id = "", selected } of picks) selected ? now.add(id) : now.delete(id);
  return now;
}

/** Only what moves, and the frames around it, become other objects. */
function moved(nodes: CanvasNode[], moves: readonly NodePositionChange[]): CanvasNode[] {
  const places = new Map(moves.flatMap(({ id, position }) => (position ? [[id, position]] : [])));
  const inPlace = nodes.map((node) => {
    const position = places.get(node.id);
    return position ? { ...node, position } : node;
  });
  const isTouched = (node: CanvasNode): node is GroupNode =>
    node.type === "group-frame" && node.data.blocks.some((block) => places.has(block));
  if (!inPlace.some(isTouched)) return inPlace;
  const byId = new Map(inPlace.map((node) => [node.id, node]));
  return inPlace.map((node) => (isTouched(node) ? reframed(node, byId) : node));
}

function reframed(frame: GroupNode, byId: ReadonlyMap<string, CanvasNode>): GroupNode {
  const boxes = frame.data.blocks.flatMap((id) => {
    const node = byId.get(id);
    return node ? [{ ...node.position, width: node.width ?? 0, height: node.height ?? 0 }] : [];
  });
  const { x, y, width, height } = frameOf(boxes);
  return { ...frame, position: { x, y }, width, height, measured: { width, height } };
}
