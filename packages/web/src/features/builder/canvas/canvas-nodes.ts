import type { BlockDocument, FlowDocument } from "@parley/flow";
import { type Edge, type Node, type NodeHandle, Position } from "@xyflow/react";
import { t } from "../../../ui/words.ts";
import { arrowKey } from "../builder-state.ts";
import { faceOf } from "../model/block-faces.ts";
import { titleOf } from "../model/block-name.ts";
import { type Box, cardBody, cardBox, cardSizeOf } from "../model/card-box.ts";
import { type CardSize, cardWidthPx, entryPx, handlePx } from "../model/card-size.ts";
import { tellingOrder } from "../model/neighbours.ts";
import { arrowName } from "../model/output-label.ts";

export type CardNode = Node<
  {
    readonly block: BlockDocument;
    readonly body: string;
    readonly size: CardSize;
    readonly isStart: boolean;
  },
  "card"
>;
export type NoteNode = Node<{ readonly text: string }, "note">;
export type GroupNode = Node<
  { readonly name: string; readonly blocks: readonly string[] },
  "group-frame"
>;
export type CanvasNode = CardNode | NoteNode | GroupNode;
export type ArrowEdge = Edge<
  {
    readonly output: string;
    readonly from: BlockDocument;
    readonly to: BlockDocument;
    /** The height at which it runs, if it leads back. */
    readonly laneY: number | undefined;
  },
  "arrow"
>;

export const noteSizePx = { width: 200, height: 120 };
const framePaddingPx = { side: 24, top: 64, bottom: 24 };

/** Draws a document as the canvas takes it. What has not changed is the very same object as before: its card rests. */
export function drawNodes(
  flow: FlowDocument,
  selected: ReadonlySet<string>,
  former: readonly CanvasNode[],
): CanvasNode[] {
  const known = new Map(former.map((node) => [node.id, node]));
  const drawn: CanvasNode[] = [
    ...drawGroups(flow, selected),
    ...(flow.notes ?? []).map((note) => drawNote(note, selected)),
    ...tellingOrder(flow).flatMap((id) => drawCard(flow, id, selected, known.get(id))),
  ];
  return drawn.map((node) => sameAs(known.get(node.id), node));
}

/** Draws the arrows of a document; a way from a block to one that is not there is not drawn. */
export function drawArrows(
  flow: FlowDocument,
  selected: ReadonlySet<string>,
  former: readonly ArrowEdge[],
  lanes: ReadonlyMap<string, number>,
): ArrowEdge[] {
  const known = new Map(former.map((edge) => [edge.id, edge]));
  return Object.entries(flow.blocks).flatMap(([source, from]) =>
    Object.entries(from.next).flatMap(([output, target]) => {
      const to = flow.blocks[target];
      if (!to) return [];
      const id = arrowKey(source, output);
      const isSelected = selected.has(id);
      const was = known.get(id);
      const laneY = lanes.get(id);
      if (was?.selected === isSelected && isSameArrow(was, target, { from, to, laneY }))
        return [was];
      return [
        {
          ...{ id, source, sourceHandle: output, target, data: { output, from, to, laneY } },
          type: "arrow" as const,
          ariaLabel: arrowName(from, output, to),
          domAttributes: { "aria-roledescription": t("Arrow") },
          selected: isSelected,
          reconnectable: isSelected && ("target" as const),
        },
      ];
    }),
  );
}

function isSameArrow(
  { target: formerTarget, data }: ArrowEdge,
  target: string,
  { from, to, laneY }: Omit<NonNullable<ArrowEdge["data"]>, "output">,
): boolean {
  const isSame = data?.from === from && data.to === to && data.laneY === laneY;
  return isSame && formerTarget === target;
}

/** The frame around the blocks of a group, wherever they are just now. */
export function frameOf(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x }) => x)) - framePaddingPx.side;
  const top = Math.min(...boxes.map(({ y }) => y)) - framePaddingPx.top;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + framePaddingPx.side;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + framePaddingPx.bottom;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function drawCard(
  flow: FlowDocument,
  id: string,
  selected: ReadonlySet<string>,
  former: CanvasNode | undefined,
): CanvasNode[] {
  const block = flow.blocks[id];
  if (!block) return [];
  const isStart = id === flow.start;
  const isSame = former?.type === "card" && former.data.block === block;
  const data = isSame && former.data.isStart === isStart ? former.data : cardData(block, isStart);
  return [
    {
      id,
      type: "card",
      ariaLabel: titleOf(block),
      domAttributes: { "aria-roledescription": t("Block") },
      position: flow.layout?.[id] ?? { x: 0, y: 0 },
      data,
      selected: selected.has(id),
      // Measures are known beforehand: nothing has to be laid out to be drawn.
      ...measured(cardWidthPx, data.size.heightPx),
      handles: handlesOf(data),
    },
  ];
}

function measured(width: number, height: number) {
  return { width, height, measured: { width, height } };
}

function handlesOf({ block, size }: CardNode["data"]): NodeHandle[] {
  const dot = { width: handlePx, height: handlePx };
  const entry = { type: "target" as const, position: Position.Left, ...dot };
  const exits = faceOf(block).outputs.map((id, at) => ({
    ...{ id, type: "source" as const, position: Position.Right, ...dot },
    x: cardWidthPx - handlePx / 2,
    y: (size.handlesPx[at] ?? 0) - handlePx / 2,
  }));
  return [{ ...entry, x: -handlePx / 2, y: entryPx - handlePx / 2 }, ...exits];
}

function cardData(block: BlockDocument, isStart: boolean): CardNode["data"] {
  return { block, body: cardBody(block), size: cardSizeOf(block), isStart };
}

function drawNote(
  note: NonNullable<FlowDocument["notes"]>[number],
  selected: ReadonlySet<string>,
): NoteNode {
  const id = note.id ?? "";
  return {
    id,
    type: "note",
    ariaLabel: note.text || t("Empty note"),
    domAttributes: { "aria-roledescription": t("Note") },
    position: { x: note.x, y: note.y },
    data: { text: note.text },
    selected: selected.has(id),
    ...measured(noteSizePx.width, noteSizePx.height),
  };
}

function drawGroups(flow: FlowDocument, selected: ReadonlySet<string>): GroupNode[] {
  return Object.entries(flow.groups ?? {}).flatMap(([id, { name, blocks }]) => {
    const boxes = blocks.flatMap((member) => cardBox(flow, member) ?? []);
    if (boxes.length === 0) return [];
    const { x, y, width, height } = frameOf(boxes);
    return [
      {
        id,
        type: "group-frame" as const,
        ariaLabel: name || t("Group"),
        domAttributes: { "aria-roledescription": t("Group") },
        position: { x, y },
        data: { name, blocks },
        selected: selected.has(id),
        zIndex: -1,
        dragHandle: ".group-head",
        ...measured(width, height),
      },
    ];
  });
}

function sameAs(former: CanvasNode | undefined, node: CanvasNode): CanvasNode {
  if (!former || former.type !== node.type || former.selected !== node.selected) return node;
  const isSamePlace =
    former.position.x === node.position.x &&
    former.position.y === node.position.y &&
    former.width === node.width &&
    former.height === node.height;
  return isSamePlace && isSameData(former, node) ? former : node;
}

function isSameData(former: CanvasNode, node: CanvasNode): boolean {
  if (former.data === node.data) return true;
  if (former.type === "note" && node.type === "note") return former.data.text === node.data.text;
  if (former.type !== "group-frame" || node.type !== "group-frame") return false;
  return former.data.name === node.data.name && former.data.blocks === node.data.blocks;
}
