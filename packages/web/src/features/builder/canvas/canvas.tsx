import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeTypes,
  MiniMap,
  type NodeTypes,
  ReactFlow,
  SelectionMode,
  useStore,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { type ReactNode, useState } from "react";
import { t } from "../../../ui/words.ts";
import { gridPx } from "../model/edit-blocks.ts";
import { useFlow } from "../use-builder.ts";
import { Arrow } from "./arrow.tsx";
import { BlockCard } from "./block-card.tsx";
import { useActions } from "./canvas-actions.ts";
import { CanvasControls } from "./canvas-controls.tsx";
import type { ArrowEdge, CanvasNode } from "./canvas-nodes.ts";
import { leastZoom } from "./free-view.ts";
import { GroupFrame } from "./group-frame.tsx";
import { Guides } from "./guides.tsx";
import { NotePaper } from "./note-paper.tsx";
import { openAtStart } from "./show-start.ts";
import { useCanvasNodes } from "./use-canvas-nodes.ts";
import { useConnecting } from "./use-connecting.ts";
import { useDragging } from "./use-dragging.ts";
import { useOpening } from "./use-opening.ts";
import "./canvas.css";

const nodeTypes: NodeTypes = { card: BlockCard, note: NotePaper, "group-frame": GroupFrame };
const edgeTypes: EdgeTypes = { arrow: Arrow };
/** Beyond this many blocks only those in sight are drawn, so that moving about costs the same in any flow. */
const mostDrawn = 120;
/** Below this the words on a card cannot be read: they are not drawn. */
const legibleZoom = 0.4;

/** It draws by these, whatever the style sheet says. */
const minimapPx = { width: 176, height: 112 };

const fixed = {
  snapToGrid: true,
  snapGrid: [gridPx, gridPx] satisfies [number, number],
  minZoom: leastZoom,
  maxZoom: 2,
  selectionOnDrag: true,
  selectionMode: SelectionMode.Partial,
  // The left button selects; the others, the wheel and two fingers move the sheet.
  panOnDrag: [1, 2],
  panOnScroll: true,
  zoomOnDoubleClick: false,
  connectionRadius: 40,
  connectionLineType: ConnectionLineType.SmoothStep,
  elevateNodesOnSelect: false,
  // The inspector opens for what is clicked, not for what is moved.
  selectNodesOnDrag: false,
  deleteKeyCode: null,
  disableKeyboardA11y: true,
  // What the keyboard does with an arrow it does from the block that it begins at.
  edgesFocusable: false,
  multiSelectionKeyCode: ["Shift", "Meta", "Control"],
};

/** The flow as it is drawn, and everything that the hand does with it. */
export function Canvas({ children }: { readonly children?: ReactNode }) {
  const { isReadOnly } = useActions();
  const flow = useFlow();
  const isFar = useStore(({ transform }) => transform[2] < legibleZoom);
  const [isShown, setShown] = useState(false);
  const { nodes, edges, onNodesChange, onEdgesChange, letGo } = useCanvasNodes();
  const { guides, ...dragging } = useDragging(nodes, letGo);
  const handlers = {
    onNodesChange,
    onEdgesChange,
    ...dragging,
    ...useConnecting(),
    ...useOpening(),
  };
  return (
    <ReactFlow<CanvasNode, ArrowEdge>
      className={isFar ? "canvas canvas-far" : "canvas"}
      onlyRenderVisibleElements={Object.keys(flow.blocks).length > mostDrawn}
      aria-label={t("Flow")}
      aria-busy={!isShown && nodes.length > 0}
      {...{ nodes, edges, nodeTypes, edgeTypes }}
      {...fixed}
      {...handlers}
      nodesDraggable={!isReadOnly}
      nodesConnectable={!isReadOnly}
      edgesReconnectable={!isReadOnly}
      onInit={(view) => void openAtStart(view, flow).then(() => setShown(true))}
    >
      <ArrowHead />
      <Background variant={BackgroundVariant.Dots} gap={gridPx * 3} size={1.5} />
      <Guides guides={guides} />
      <MiniMap
        className="minimap"
        style={minimapPx}
        position="bottom-left"
        pannable
        zoomable
        ariaLabel={t("Overview")}
        nodeClassName={(node) => `minimap-${node.type ?? ""}`}
        nodeBorderRadius={8}
      />
      <CanvasControls />
      {children}
    </ReactFlow>
  );
}

function ArrowHead() {
  return (
    <svg className="arrow-defs" aria-hidden="true">
      <defs>
        <marker
          id="arrow-head"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M1 1 L7 4 L1 7" className="arrow-tip" />
        </marker>
      </defs>
    </svg>
  );
}
