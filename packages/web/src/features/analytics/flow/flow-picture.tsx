import {
  type EdgeTypes,
  type NodeTypes,
  Panel,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { Maximize, Minus, Plus } from "lucide-react";
import { useEffect, useMemo } from "react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { t } from "../../../ui/words.ts";
import type { FlowOutline } from "../model/flow-outline.ts";
import type { Picture } from "../model/picture.ts";
import { type CardNode, drawCards, drawWays, type WayEdge } from "./picture-nodes.ts";
import { placeCards } from "./place-cards.ts";
import { StepCard } from "./step-card.tsx";
import { Way } from "./way.tsx";
import "../../../flow-look/card.css";
import "./flow-picture.css";

export interface FlowPictureProps {
  readonly outline: FlowOutline;
  readonly picture: Picture;
  readonly focused: string | null;
  readonly onFocus: (block: string | null) => void;
}

const nodeTypes: NodeTypes = { card: StepCard };
const edgeTypes: EdgeTypes = { way: Way };
const fit = { padding: 0.06, maxZoom: 1 };
const readableZoom = 0.5;
const marginPx = { left: 32, top: 56 };

/** The flow as it is drawn in the builder, with what happened on it. To look at; the list beside it is for keys. */
export function FlowPicture(props: FlowPictureProps) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  );
}

function Drawn({ outline, picture, focused, onFocus }: FlowPictureProps) {
  const places = useMemo(() => placeCards(outline, picture), [outline, picture]);
  const nodes = useMemo(() => drawCards(places, picture, focused), [places, picture, focused]);
  const edges = useMemo(() => drawWays(picture), [picture]);
  return (
    <ReactFlow
      className="picture"
      aria-label={t("The flow with what happened on it. The list of blocks says the same.")}
      {...{ nodes, edges, nodeTypes, edgeTypes }}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      onlyRenderVisibleElements
      minZoom={0.08}
      maxZoom={1.5}
      onInit={(view) =>
        void (focused === null ? showFirst(view, outline.start) : showBlock(view, focused))
      }
      // The page scrolls on: who wants to come closer pinches, holds Ctrl, or uses the buttons.
      zoomOnScroll={false}
      preventScrolling={false}
      zoomOnDoubleClick={false}
      proOptions={{ hideAttribution: true }}
      onNodeClick={(_, { id }) => onFocus(id === focused ? null : id)}
      onPaneClick={() => onFocus(null)}
    >
      <Controls />
      <GoTo block={focused} />
    </ReactFlow>
  );
}

function Controls() {
  const view = useReactFlow();
  return (
    <Panel position="bottom-left" className="picture-controls">
      <IconButton
        size="small"
        label={t("Zoom out")}
        icon={<Minus />}
        onClick={() => void view.zoomOut()}
      />
      <IconButton
        size="small"
        label={t("Zoom in")}
        icon={<Plus />}
        onClick={() => void view.zoomIn()}
      />
      <IconButton
        size="small"
        label={t("Zoom to fit")}
        icon={<Maximize />}
        onClick={() => void view.fitView(fit)}
      />
    </Panel>
  );
}

/** All of it where that can be read; else its beginning. */
async function showFirst(view: ReactFlowInstance<CardNode, WayEdge>, start: string | null) {
  await view.fitView(fit);
  const first = start === null ? undefined : view.getNode(start);
  if (!first || view.getZoom() >= readableZoom) return;
  const zoom = readableZoom + 0.15;
  const { x, y } = first.position;
  await view.setViewport({ x: marginPx.left - x * zoom, y: marginPx.top - y * zoom, zoom });
}

/** Brings the block that was chosen into sight. */
function GoTo({ block }: { readonly block: string | null }) {
  const view = useReactFlow<CardNode, WayEdge>();
  useEffect(() => {
    if (block !== null) void showBlock(view, block);
  }, [block, view]);
  return null;
}

async function showBlock(view: ReactFlowInstance<CardNode, WayEdge>, block: string) {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  await view.fitView({
    nodes: [{ id: block }],
    maxZoom: Math.max(0.7, Math.min(view.getZoom(), 1)),
    minZoom: 0.6,
    duration: isStill ? 0 : 200,
  });
}
