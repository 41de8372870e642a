import type { FlowDocument } from "@parley/flow";
import { useReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { useNotices } from "../../../data/notices-context.ts";
import { t } from "../../../ui/words.ts";
import { type Builder, readArrowKey } from "../builder-state.ts";
import type { CommentPlace } from "../comments/comment-place.ts";
import { arrange } from "../model/arrange.ts";
import { newBlockId } from "../model/block-id.ts";
import { type Box, cardBox } from "../model/card-box.ts";
import { copyBlocks, pasteBlocks, writeClip } from "../model/copy-blocks.ts";
import { connect, disconnect, mainOutputOf, type Output } from "../model/edit-arrows.ts";
import { addBlock, deleteBlocks, moveThings, type Point, setStart } from "../model/edit-blocks.ts";
import { groupBlocks } from "../model/edit-groups.ts";
import { addNote, deleteNotes } from "../model/edit-notes.ts";
import { clearPlace, clearPlaceOf, insertBlock } from "../model/place-block.ts";
import { startingParams } from "../model/starting-params.ts";
import { useBuilder } from "../use-builder.ts";
import { type Adding, type CanvasActions, newBlock } from "./canvas-actions.ts";
import { type ArrowEdge, type CanvasNode, noteSizePx } from "./canvas-nodes.ts";
import { firstField, focusDrawn } from "./focus-drawn.ts";
import { bringIntoView, centre, readableZoom } from "./free-view.ts";
import { showStart } from "./show-start.ts";

/** What the screen opens for an action. */
export interface Openings {
  openAdding(adding: Adding): void;
  openMenu(id: string, at: Point): void;
  rename(id: string): void;
  comment(place: CommentPlace): void;
  openInspector(): void;
  openFields(): void;
  openSetting(path: readonly string[]): void;
}

const chance = () => Math.random();
const besidePx = 48;

/** The actions of one open flow; the same object as long as the flow is open. */
export function useCanvasActions(openings: Openings, isReadOnly: boolean): CanvasActions {
  const builder = useBuilder();
  const view = useReactFlow<CanvasNode, ArrowEdge>();
  const { tell } = useNotices();
  return useMemo(() => {
    const flow = () => builder.read().history.document;
    const edits = editsOf(builder);
    const reveal: CanvasActions["reveal"] = (id, param = null) => {
      builder.select([id]);
      if (param) {
        openings.openInspector();
        builder.want(id, param);
      }
      const box = boxOf(flow(), id);
      if (box) afterDrawing(() => centre(view, box));
    };
    return {
      isReadOnly,
      ...openings,
      ...edits,
      openInspector: () => {
        openings.openInspector();
        focusDrawn(firstField);
      },
      add: (kind, adding) => {
        edits.add(kind, adding);
        const [id = ""] = builder.read().selected;
        const isLegible = view.getZoom() >= readableZoom;
        const box = boxOf(flow(), id);
        if (box && !isLegible) afterDrawing(() => centre(view, box));
        // Whoever draws by keys goes on from here.
        focusDrawn(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
      },
      addNoteBeside: (id) => {
        edits.addNoteBeside(id);
        const [note = null] = builder.read().selected;
        builder.write(note);
      },
      group: () => {
        const before = flow();
        edits.group();
        const id = Object.keys(flow().groups ?? {}).at(-1);
        if (id === undefined || flow() === before) return;
        focusDrawn(`.react-flow__node[data-id="${CSS.escape(id)}"] .group-name`);
      },
      arrange: () => {
        edits.arrange();
        const [id] = builder.read().selected;
        const box = id === undefined ? undefined : boxOf(flow(), id);
        afterDrawing(() => (box ? bringIntoView(view, box) : void showStart(view, flow())));
      },
      reveal,
      goToProblem: (place) => {
        if (place.kind === "fields") return openings.openFields();
        if (place.kind === "setting") return openings.openSetting(place.path);
        // The form of the block, though the chat may be open in its place.
        openings.openInspector();
        reveal(place.block, place.param);
      },
      follow: (id) => {
        const box = boxOf(flow(), id);
        if (box) bringIntoView(view, box);
      },
      copy: async () => {
        const { selected } = builder.read();
        await navigator.clipboard.writeText(writeClip(copyBlocks(flow(), [...selected])));
      },
      copyId: async (id) => {
        await navigator.clipboard.writeText(id);
        tell({ text: t("Copied {id}", { id }) });
      },
    };
  }, [builder, view, tell, openings, isReadOnly]);
}

type Edits = Pick<
  CanvasActions,
  "add" | "duplicate" | "remove" | "addNoteBeside" | "group" | "arrange" | "startAt"
>;

/** Once the panel of what is selected now is there: it covers some of the canvas. */
function afterDrawing(act: () => void): void {
  requestAnimationFrame(act);
}

/** Where a block or a note stands. */
function boxOf(flow: FlowDocument, id: string): Box | undefined {
  const at = placeOf(flow, id);
  return cardBox(flow, id) ?? (at && { ...at, ...noteSizePx });
}

function editsOf(builder: Builder): Edits {
  const flow = () => builder.read().history.document;
  const isTaken = (id: string) => isKnown(flow(), id);
  return {
    add: (kind, { place, from, into }) => {
      const id = newBlockId(chance, isTaken);
      builder.edit(t("Add a block"), (it) => {
        const block = newBlock(kind, startingParams(kind));
        if (into) return insertBlock(it, id, block, { arrow: into, place });
        const added = addBlock(it, id, block, clearPlace(it, place, block));
        return from ? connect(added, from, id) : added;
      });
      builder.select([id]);
    },
    duplicate: () => {
      const clip = copyBlocks(flow(), [...builder.read().selected]);
      const corner = cornerOf(flow(), [...builder.read().selected]);
      if (!corner) return;
      pasteInto(builder, clip, { x: corner.x + besidePx, y: corner.y + besidePx }, t("Duplicate"));
    },
    remove: () => removeSelected(builder),
    addNoteBeside: (id) => {
      const at = placeOf(flow(), id) ?? { x: 0, y: 0 };
      const note = newBlockId(chance, isTaken);
      builder.edit(t("Add a note"), (it) => addNote(it, note, "", { x: at.x, y: at.y - 136 }));
      builder.select([note]);
    },
    group: () => {
      const id = newBlockId(chance, isTaken);
      builder.edit(t("Group"), (it) => groupBlocks(it, id, "", [...builder.read().selected]));
    },
    arrange: () => {
      const chosen = [...builder.read().selected].filter((id) => id in flow().blocks);
      const only = chosen.length > 1 ? chosen : undefined;
      builder.edit(t("Arrange"), (it) => moveThings(it, arrange(it, only)));
    },
    startAt: (id) => builder.edit(t("Start here"), (it) => setStart(it, id)),
  };
}

/** Puts blocks of the clipboard into the flow, and selects them. */
export function pasteInto(
  builder: Builder,
  clip: Parameters<typeof pasteBlocks>[1],
  at: Point,
  label: string,
): void {
  const { document } = builder.read().history;
  const { flow, ids } = pasteBlocks(document, clip, clearPlaceOf(document, clip, at), chance);
  builder.edit(label, () => flow);
  builder.select(ids);
}

/** The output that a block which is added next would be led to by. */
export function nextOutputOf(flow: FlowDocument, id: string): Output | undefined {
  const output = mainOutputOf(flow, id);
  return output === null ? undefined : { block: id, output };
}

function removeSelected(builder: Builder): void {
  const { selected, selectedArrows } = builder.read();
  builder.edit(t("Delete"), (flow) => {
    const cut = [...selectedArrows].reduce((it, key) => disconnect(it, readArrowKey(key)), flow);
    return deleteNotes(deleteBlocks(cut, [...selected]), [...selected]);
  });
  builder.select([]);
}

function placeOf(flow: FlowDocument, id: string): Point | undefined {
  return flow.layout?.[id] ?? flow.notes?.find((note) => note.id === id);
}

function cornerOf(flow: FlowDocument, ids: readonly string[]): Point | null {
  const places = ids.flatMap((id) => placeOf(flow, id) ?? []);
  if (places.length === 0) return null;
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}

function isKnown({ blocks, notes, groups }: FlowDocument, id: string): boolean {
  return id in blocks || (notes ?? []).some((note) => note.id === id) || id in (groups ?? {});
}
