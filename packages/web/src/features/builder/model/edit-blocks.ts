import type { BlockDocument, FlowDocument } from "@parley/flow";

/** A place on the canvas, in its own pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Puts a block into the flow, at a place. */
export function addBlock(
  flow: FlowDocument,
  id: string,
  block: BlockDocument,
  at: Point,
): FlowDocument {
  return {
    ...flow,
    blocks: { ...flow.blocks, [id]: block },
    layout: { ...flow.layout, [id]: snapped(at) },
  };
}

/** Takes blocks out, with the arrows, keywords and groups that name them. The start stays: a flow has to begin. */
export function deleteBlocks(flow: FlowDocument, ids: readonly string[]): FlowDocument {
  const gone = new Set(ids.filter((id) => id !== flow.start && Object.hasOwn(flow.blocks, id)));
  if (gone.size === 0) return flow;
  const blocks = Object.entries(flow.blocks).filter(([id]) => !gone.has(id));
  return withoutLooseEnds({ ...flow, blocks: Object.fromEntries(blocks) });
}

/** Takes out whatever names a block that is not there: arrows, keywords, members of groups, positions. */
export function withoutLooseEnds(flow: FlowDocument): FlowDocument {
  const isGone = (id: string) => !Object.hasOwn(flow.blocks, id);
  const { fallback, groups = {}, layout = {}, ...rest } = flow;
  const left = Object.entries(groups).map(
    ([id, group]) => [id, { ...group, blocks: group.blocks.filter((it) => !isGone(it)) }] as const,
  );
  const kept = left.filter(([, { blocks }]) => blocks.length > 0);
  const [first = flow.start] = Object.keys(flow.blocks);
  return {
    ...rest,
    start: isGone(flow.start) ? first : flow.start,
    ...(fallback !== undefined && !isGone(fallback) && { fallback }),
    keywords: without(flow.keywords, isGone),
    blocks: Object.fromEntries(
      Object.entries(flow.blocks).map(([id, block]) => [id, leadingNowhere(block, isGone)]),
    ),
    ...(kept.length > 0 && { groups: Object.fromEntries(kept) }),
    layout: Object.fromEntries(Object.entries(layout).filter(([id]) => !isGone(id))),
  };
}

/** Gives a block a name of its own; an empty one takes it away. */
export function renameBlock(flow: FlowDocument, id: string, name: string): FlowDocument {
  return changeBlock(flow, id, ({ name: _former, ...block }) =>
    name === "" ? block : { ...block, name },
  );
}

/** Sets all of a block's parameters; arrows from outputs that are gone stay until they are taken out. */
export function setParams(
  flow: FlowDocument,
  id: string,
  params: Readonly<Record<string, unknown>>,
): FlowDocument {
  return changeBlock(flow, id, (block) => ({ ...block, params: { ...params } }));
}

/** Puts blocks and notes at new places, on the grid. */
export function moveThings(flow: FlowDocument, places: ReadonlyMap<string, Point>): FlowDocument {
  const moved = [...places].filter(([id]) => Object.hasOwn(flow.blocks, id));
  const layout = Object.fromEntries(moved.map(([id, at]) => [id, snapped(at)]));
  const notes = flow.notes?.map((note) => {
    const at = note.id === undefined ? undefined : places.get(note.id);
    return at ? { ...note, ...snapped(at) } : note;
  });
  return { ...flow, ...(notes && { notes }), layout: { ...flow.layout, ...layout } };
}

/** Lets the flow begin at a block. */
export function setStart(flow: FlowDocument, start: string): FlowDocument {
  return Object.hasOwn(flow.blocks, start) ? { ...flow, start } : flow;
}

/** Changes one block, if it is there. */
export function changeBlock(
  flow: FlowDocument,
  id: string,
  change: (block: BlockDocument) => BlockDocument,
): FlowDocument {
  const block = flow.blocks[id];
  return block ? { ...flow, blocks: { ...flow.blocks, [id]: change(block) } } : flow;
}

export const gridPx = 8;

/** The nearest place on the grid. */
export function snapped({ x, y }: Point): { x: number; y: number } {
  // Adding 0 makes -0 a plain 0, which is what a file says.
  return { x: Math.round(x / gridPx) * gridPx + 0, y: Math.round(y / gridPx) * gridPx + 0 };
}

function leadingNowhere(block: BlockDocument, isGone: (id: string) => boolean): BlockDocument {
  if (!Object.values(block.next).some(isGone)) return block;
  return { ...block, next: without(block.next, isGone) };
}

function without(arrows: Readonly<Record<string, string>>, isGone: (to: string) => boolean) {
  return Object.fromEntries(Object.entries(arrows).filter(([, to]) => !isGone(to)));
}
