import { useReactFlow } from "@xyflow/react";
import type { DragEvent, FocusEvent, MouseEvent as ReactMouseEvent } from "react";
import { readArrowKey } from "../builder-state.ts";
import { cardWidthPx } from "../model/card-size.ts";
import { gridPx } from "../model/edit-blocks.ts";
import { useBuilder } from "../use-builder.ts";
import { useActions } from "./canvas-actions.ts";
import type { CanvasNode } from "./canvas-nodes.ts";
import { kindMediaType } from "./kind-list.tsx";

/** What double clicks, right clicks, drops and focus open on the canvas. */
export function useOpening() {
  const builder = useBuilder();
  const actions = useActions();
  const { screenToFlowPosition } = useReactFlow();
  const addingAt = ({ clientX: x, clientY: y }: ReactMouseEvent | DragEvent) => {
    const place = screenToFlowPosition({ x, y });
    return { at: { x, y }, place: { x: place.x - cardWidthPx / 2, y: place.y - gridPx * 2 } };
  };
  return {
    onEdgeDoubleClick: (event: ReactMouseEvent, { id }: { readonly id: string }) => {
      if (!actions.isReadOnly) actions.openAdding({ ...addingAt(event), into: readArrowKey(id) });
    },
    onNodeDoubleClick: (_event: ReactMouseEvent, { id, type }: CanvasNode) => {
      if (type === "card") actions.openInspector();
      if (type === "note") builder.write(id);
    },
    onNodeContextMenu: (event: ReactMouseEvent, { id, type }: CanvasNode) => {
      if (type !== "card") return;
      event.preventDefault();
      builder.select([id]);
      actions.openMenu(id, { x: event.clientX, y: event.clientY });
    },
    onDoubleClick: (event: ReactMouseEvent) => {
      if (!actions.isReadOnly && isPane(event.target)) actions.openAdding(addingAt(event));
    },
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      const kind = event.dataTransfer.getData(kindMediaType);
      if (!kind || actions.isReadOnly) return;
      event.preventDefault();
      const into = arrowAt(event.clientX, event.clientY);
      actions.add(kind, { ...addingAt(event), ...(into && { into }) });
    },
    /** Whoever goes through the blocks by keyboard selects what they are on. */
    onFocus: ({ target }: FocusEvent) => {
      const id = target.getAttribute("data-id");
      const isBlock = target.classList.contains("react-flow__node") && id !== null;
      if (isBlock && target.matches(":focus-visible")) builder.select([id]);
    },
  };
}

/** The arrow under a point of the screen, if there is one. */
function arrowAt(x: number, y: number) {
  const id = document.elementFromPoint(x, y)?.closest(".react-flow__edge")?.getAttribute("data-id");
  return id ? readArrowKey(id) : null;
}

function isPane(target: EventTarget): boolean {
  return target instanceof Element && target.classList.contains("react-flow__pane");
}
