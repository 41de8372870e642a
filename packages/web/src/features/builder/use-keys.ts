import type { FlowDocument } from "@parley/flow";
import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { t } from "../../ui/words.ts";
import type { Builder } from "./builder-state.ts";
import { type CanvasActions, useActions } from "./canvas/canvas-actions.ts";
import { fitFlow } from "./canvas/free-view.ts";
import { nextOutputOf, pasteInto } from "./canvas/use-canvas-actions.ts";
import { cornerOfBlock, placeOnCanvas } from "./comments/comment-place.ts";
import { type KeyAction, keyRows, type Stroke } from "./keys.ts";
import { copyBlocks, readClip, writeClip } from "./model/copy-blocks.ts";
import { gridPx, moveThings, type Point } from "./model/edit-blocks.ts";
import { type Direction, neighbourOf, tellingOrder } from "./model/neighbours.ts";
import { placeAfter } from "./model/place-block.ts";
import { useBuilder } from "./use-builder.ts";

/** What keys open beside the canvas. */
export interface KeyOpenings {
  find(): void;
  problems(): void;
  settings(): void;
  keys(): void;
  connect(block: string): void;
}

type Handlers = { readonly [A in KeyAction]: (stroke: Stroke) => void };

/** Lets the keyboard do everything that the hand can; whoever types into something is left alone. */
export function useKeys(openings: KeyOpenings): void {
  const builder = useBuilder();
  const actions = useActions();
  const view = useReactFlow();
  useEffect(() => {
    const sheet: Sheet = {
      fit: () => fitFlow(view),
      middle: () => view.screenToFlowPosition({ x: innerWidth / 2, y: innerHeight / 2 }),
    };
    const handlers = handlersOf(builder, actions, openings, sheet);
    const rows = keyRows().filter(({ isLooking }) => isLooking || !actions.isReadOnly);
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (isBusy(event.target) || isInForm(event)) return leaveForm(event, builder, actions);
      const row = rows.find(({ matches }) => matches(event));
      if (!row || (row.run === "inspect" && isPressable(event.target))) return;
      event.preventDefault();
      handlers[row.run](event);
    };
    const onCopy = (event: ClipboardEvent) => {
      const { history, selected } = builder.read();
      if (isBusy(event.target) || selected.size === 0 || !getSelection()?.isCollapsed) return;
      event.preventDefault();
      event.clipboardData?.setData(
        "text/plain",
        writeClip(copyBlocks(history.document, [...selected])),
      );
      if (event.type === "cut") actions.remove();
    };
    const onPaste = (event: ClipboardEvent) => {
      const clip = readClip(event.clipboardData?.getData("text/plain") ?? "");
      if (!clip || isBusy(event.target) || actions.isReadOnly) return;
      event.preventDefault();
      const place = view.screenToFlowPosition({ x: innerWidth / 2 - 160, y: innerHeight / 2 - 80 });
      pasteInto(builder, clip, place, t("Paste"));
      followFirst(builder, actions);
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener("keydown", onKey, { signal });
    document.addEventListener("copy", onCopy, { signal });
    document.addEventListener("cut", onCopy, { signal });
    document.addEventListener("paste", onPaste, { signal });
    return () => stop.abort();
  }, [builder, actions, view, openings]);
}

/** The sheet that the flow is drawn on. */
interface Sheet {
  fit(): void;
  /** The point in the middle of what is seen. */
  middle(): Point;
}

function handlersOf(
  builder: Builder,
  actions: CanvasActions,
  openings: KeyOpenings,
  { fit, middle }: Sheet,
): Handlers {
  const flow = () => builder.read().history.document;
  const chosen = () => [...builder.read().selected].find((id) => id in flow().blocks);
  const withChosen = (run: (id: string) => void) => () => {
    const id = chosen() ?? focusedBlock();
    if (id === undefined || !(id in flow().blocks)) return;
    if (chosen() === undefined) builder.select([id]);
    run(id);
  };
  const go = (direction: Direction) => () => {
    const from = chosen() ?? knownBlock(flow(), focusedBlock());
    const to = from === undefined ? flow().start : neighbourOf(flow(), from, direction);
    if (to === null) return;
    builder.select([to]);
    focusBlock(actions, to);
  };
  return {
    ...{ left: go("left"), right: go("right"), up: go("up"), down: go("down") },
    inspect: () => {
      const [note] = [...builder.read().selected].filter((id) => isNote(flow(), id));
      if (note !== undefined && !actions.isReadOnly) return builder.write(note);
      withChosen(actions.openInspector)();
    },
    next: () => addNext(builder, actions),
    connect: withChosen(openings.connect),
    comment: () => {
      const id = chosen() ?? focusedBlock();
      actions.comment(id === undefined ? placeOnCanvas(middle()) : cornerOfBlock(id));
    },
    delete: () => {
      const [id] = builder.read().selected;
      const before = id === undefined ? null : neighbourOf(flow(), id, "left");
      actions.remove();
      // The next key begins there, not at the top of the page.
      if (before !== null && before in flow().blocks)
        cardOf(before)?.focus({ preventScroll: true });
    },
    duplicate: () => {
      actions.duplicate();
      followFirst(builder, actions);
    },
    undo: () => builder.undo(),
    redo: () => builder.redo(),
    all: () =>
      builder.select([
        ...tellingOrder(flow()),
        ...(flow().notes ?? []).flatMap(({ id }) => id ?? []),
      ]),
    none: () => builder.select([]),
    group: actions.group,
    arrange: actions.arrange,
    find: openings.find,
    problems: openings.problems,
    settings: openings.settings,
    fit,
    rename: withChosen(actions.rename),
    note: withChosen(actions.addNoteBeside),
    nudge: ({ key }) => nudge(builder, key.toLowerCase()),
    keys: openings.keys,
    menu: withChosen((id) => actions.openMenu(id, cornerOnScreen(id))),
  };
}

function isNote({ notes = [] }: FlowDocument, id: string): boolean {
  return notes.some((note) => note.id === id);
}

function addNext(builder: Builder, actions: CanvasActions): void {
  const flow = builder.read().history.document;
  const id = [...builder.read().selected].find((it) => it in flow.blocks) ?? flow.start;
  const way = nextOutputOf(flow, id);
  // Where something follows already, the new block goes between: nothing is cut off.
  const target = way && flow.blocks[id]?.next[way.output];
  const how = way && (target === undefined ? { from: way } : { into: way });
  const taken = target === undefined ? undefined : flow.layout?.[target];
  actions.openAdding({ at: cornerOnScreen(id), place: taken ?? placeAfter(flow, id), ...how });
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  arrowleft: [-1, 0],
  arrowright: [1, 0],
  arrowup: [0, -1],
  arrowdown: [0, 1],
};

function nudge(builder: Builder, key: string): void {
  const [x, y] = steps[key] ?? [0, 0];
  const { selected } = builder.read();
  builder.edit(
    t("Move"),
    (flow) => {
      const notes = (flow.notes ?? []).map((note) => [note.id ?? "", note] as const);
      const places = [...Object.entries(flow.layout ?? {}), ...notes]
        .filter(([id]) => selected.has(id))
        .map(([id, at]) => [id, { x: at.x + x * gridPx, y: at.y + y * gridPx }] as const);
      return moveThings(flow, new Map(places));
    },
    "nudge",
  );
}

function focusBlock(actions: CanvasActions, id: string): void {
  const card = cardOf(id);
  card?.focus({ preventScroll: true });
  // Of a large flow only what is in sight is drawn.
  card ? actions.follow(id) : actions.reveal(id);
}

/** What was pasted may have gone where there is room for it. */
function followFirst(builder: Builder, actions: CanvasActions): void {
  const [first] = builder.read().selected;
  if (first !== undefined) actions.follow(first);
}

/** Esc leads from the form of a block, and from the panel beside the canvas, back to the block. */
function leaveForm({ key, target }: KeyboardEvent, builder: Builder, actions: CanvasActions): void {
  if (!isInForm({ key, target })) return;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const { selected, history } = builder.read();
  const id = [...selected].find((it) => it in history.document.blocks);
  if (id !== undefined) focusBlock(actions, id);
}

function cornerOnScreen(id: string): { x: number; y: number } {
  const box = cardOf(id)?.getBoundingClientRect();
  return { x: box?.right ?? innerWidth / 2, y: box?.top ?? innerHeight / 3 };
}

function cardOf(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

function knownBlock({ blocks }: FlowDocument, id: string | undefined): string | undefined {
  return id !== undefined && Object.hasOwn(blocks, id) ? id : undefined;
}

/** The block whose card has the focus, selected or not. */
function focusedBlock(): string | undefined {
  const card = document.activeElement?.closest(".react-flow__node-card");
  return card?.getAttribute("data-id") ?? undefined;
}

function isInForm({ key, target }: Pick<KeyboardEvent, "key" | "target">): boolean {
  return (
    key === "Escape" && target instanceof Element && target.closest(".right-panel, .side") !== null
  );
}

/** Somebody types, or a menu or a dialog has the keys. */
function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], .cm-editor",
    ) !== null
  );
}

/** Enter on a button presses it. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, [role=option]") !== null;
}
