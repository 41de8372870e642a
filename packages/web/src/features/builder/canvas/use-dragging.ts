import { useCallback, useRef, useState } from "react";
import { t } from "../../../ui/words.ts";
import { copyBlocks } from "../model/copy-blocks.ts";
import { moveThings } from "../model/edit-blocks.ts";
import { useBuilder } from "../use-builder.ts";
import type { CanvasNode } from "./canvas-nodes.ts";
import { type Guide, guidesFor, type Lines, linesOf } from "./guides.tsx";
import { pasteInto } from "./use-canvas-actions.ts";

const noGuides: readonly Guide[] = [];

/** Moves what is dragged once it is let go; with Alt held, a copy goes there instead. */
export function useDragging(nodes: readonly CanvasNode[], letGo: () => void) {
  const builder = useBuilder();
  const [guides, setGuides] = useState(noGuides);
  const lines = useRef<Lines | null>(null);
  const present = useRef(nodes);
  present.current = nodes;

  const onNodeDragStart = useCallback(
    (_event: unknown, _node: CanvasNode, dragged: CanvasNode[]) => {
      lines.current = linesOf(present.current, new Set(dragged.map(({ id }) => id)));
    },
    [],
  );
  const onNodeDrag = useCallback((_event: unknown, node: CanvasNode) => {
    const found = lines.current && node.type === "card" ? guidesFor(lines.current, node) : noGuides;
    setGuides(found.length === 0 ? noGuides : found);
  }, []);
  const onNodeDragStop = useCallback(
    (event: { readonly altKey: boolean }, _node: CanvasNode, dragged: CanvasNode[]) => {
      setGuides(noGuides);
      const places = new Map(dragged.map(({ id, position }) => [id, position]));
      if (!event.altKey) return builder.edit(t("Move"), (flow) => moveThings(flow, places));
      const clip = copyBlocks(builder.read().history.document, [...places.keys()]);
      const cards = dragged.filter(({ type }) => type !== "group-frame");
      const x = Math.min(...cards.map(({ position }) => position.x));
      const y = Math.min(...cards.map(({ position }) => position.y));
      letGo();
      pasteInto(builder, clip, { x, y }, t("Copy"));
    },
    [builder, letGo],
  );
  return {
    guides,
    onNodeDragStart,
    onNodeDrag,
    onNodeDragStop,
    onSelectionDragStop: (event: { readonly altKey: boolean }, dragged: CanvasNode[]) => {
      const [first] = dragged;
      if (first) onNodeDragStop(event, first, dragged);
    },
  };
}
