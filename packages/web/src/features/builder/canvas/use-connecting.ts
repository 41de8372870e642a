import type { FlowDocument } from "@parley/flow";
import { type Connection, type FinalConnectionState, useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { t } from "../../../ui/words.ts";
import { readArrowKey } from "../builder-state.ts";
import { connect, disconnect } from "../model/edit-arrows.ts";
import { useBuilder } from "../use-builder.ts";
import { useActions } from "./canvas-actions.ts";

/** What becomes of an arrow that is let go: over a card it connects, over nothing it opens the menu of blocks there. */
export function useConnecting() {
  const builder = useBuilder();
  const actions = useActions();
  const { screenToFlowPosition } = useReactFlow();
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { isValid, fromNode, fromHandle }: FinalConnectionState) => {
      if (isValid || !fromNode || fromHandle?.type !== "source") return;
      const from = { block: fromNode.id, output: fromHandle.id ?? "success" };
      const at = pointOf(event);
      const card = cardAt(at);
      if (card !== null) return builder.edit(t("Connect"), (flow) => connect(flow, from, card));
      const place = screenToFlowPosition(at);
      actions.openAdding({ at, from, place: { x: place.x, y: place.y - 16 } });
    },
    [builder, actions, screenToFlowPosition],
  );
  const onReconnectEnd = useCallback(
    (
      event: MouseEvent | TouchEvent,
      arrow: { readonly id: string },
      _handle: unknown,
      { isValid }: FinalConnectionState,
    ) => {
      if (isValid) return;
      const key = readArrowKey(arrow.id);
      const card = cardAt(pointOf(event));
      builder.edit(card === null ? t("Disconnect") : t("Connect"), (flow) =>
        card === null ? disconnect(flow, key) : connect(flow, key, card),
      );
    },
    [builder],
  );
  const onConnect = useCallback(
    (made: Connection) => builder.edit(t("Connect"), (flow) => connected(flow, made)),
    [builder],
  );
  const onReconnect = useCallback(
    (arrow: { readonly id: string }, made: Connection) =>
      builder.edit(t("Connect"), (flow) =>
        connected(disconnect(flow, readArrowKey(arrow.id)), made),
      ),
    [builder],
  );
  return { onConnect, onReconnect, onConnectEnd, onReconnectEnd };
}

function connected(flow: FlowDocument, made: Connection): FlowDocument {
  return connect(flow, { block: made.source, output: made.sourceHandle ?? "success" }, made.target);
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const { clientX: x, clientY: y } =
    "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
  return { x, y };
}

function cardAt({ x, y }: { readonly x: number; readonly y: number }): string | null {
  const node = document.elementFromPoint(x, y)?.closest(".react-flow__node-card");
  return node?.getAttribute("data-id") ?? null;
}
