import { type BlockDocument, type FlowDocument, readFlow } from "@parley/flow";
import { type Chance, newBlockIds } from "./block-id.ts";
import { type Point, snapped } from "./edit-blocks.ts";
import { inOrder } from "./edit-notes.ts";

/** Says of a text on the clipboard that it holds blocks of a flow. */
const clipMark = "application/vnd.parley.blocks+json";

/** Blocks and notes on their way from one flow to another, at places relative to the first one's corner. */
export type Clip = Pick<FlowDocument, "blocks" | "notes" | "layout" | "fields" | "groups">;

/** What came of pasting: the flow, and what is new in it. */
export interface Pasted {
  readonly flow: FlowDocument;
  readonly ids: readonly string[];
}

/** Copies blocks and notes with the arrows among them; arrows to others are left out. */
export function copyBlocks(flow: FlowDocument, ids: readonly string[]): Clip {
  const wanted = new Set(ids);
  const blocks = Object.entries(flow.blocks).filter(([id]) => wanted.has(id));
  const notes = (flow.notes ?? []).filter(({ id }) => id !== undefined && wanted.has(id));
  const places = blocks.map(([id]) => flow.layout?.[id] ?? { x: 0, y: 0 });
  const left = Math.min(...[...places, ...notes].map(({ x }) => x));
  const top = Math.min(...[...places, ...notes].map(({ y }) => y));
  const from = ({ x, y }: Point) => ({ x: x - left, y: y - top });
  const groups = Object.entries(flow.groups ?? {}).filter(([, group]) =>
    group.blocks.every((block) => wanted.has(block)),
  );
  return {
    blocks: Object.fromEntries(blocks.map(([id, it]) => [id, renamed(it, keeping(wanted))])),
    layout: Object.fromEntries(blocks.map(([id], at) => [id, from(places[at] ?? { x: 0, y: 0 })])),
    notes: notes.map((note) => ({ ...note, ...from(note) })),
    fields: Object.fromEntries(
      Object.entries(flow.fields).filter(([name]) => mentions(blocks, name)),
    ),
    groups: Object.fromEntries(groups),
  };
}

/** Puts copied blocks into a flow under new ids. What the flow itself has declared stays as it is. */
export function pasteBlocks(flow: FlowDocument, clip: Clip, at: Point, chance: Chance): Pasted {
  const names = renaming(flow, clip, chance);
  const rename = (id: string) => names.get(id);
  const place = ({ x, y }: Point) => snapped({ x: x + at.x, y: y + at.y });
  const blocks = Object.entries(clip.blocks).map(([id, block]) => [
    rename(id) ?? id,
    renamed(block, rename),
  ]);
  const layout = Object.entries(clip.blocks).map(([id]) => [
    rename(id) ?? id,
    place(clip.layout?.[id] ?? { x: 0, y: 0 }),
  ]);
  const notes = (clip.notes ?? []).map((note) => {
    const id = rename(note.id ?? "");
    return { ...note, ...(id !== undefined && { id }), ...place(note) };
  });
  const groups = Object.entries(clip.groups ?? {}).map(([id, { name, blocks: members }]) => [
    rename(id) ?? id,
    { name, blocks: members.flatMap((member) => rename(member) ?? []) },
  ]);
  const isGrouped = groups.length > 0 || flow.groups !== undefined;
  const isNoted = notes.length > 0 || flow.notes !== undefined;
  return {
    ids: [...names.values()].filter((id) => !groups.some(([group]) => group === id)),
    flow: {
      ...flow,
      fields: { ...clip.fields, ...flow.fields },
      blocks: { ...flow.blocks, ...Object.fromEntries(blocks) },
      layout: { ...flow.layout, ...Object.fromEntries(layout) },
      ...(isNoted && { notes: inOrder([...(flow.notes ?? []), ...notes]) }),
      ...(isGrouped && { groups: { ...flow.groups, ...Object.fromEntries(groups) } }),
    },
  };
}

/** Writes a clip for the clipboard. */
export function writeClip(clip: Clip): string {
  return JSON.stringify({ type: clipMark, ...clip });
}

/** Reads what is on the clipboard; `null` when it is anything but blocks of a flow. */
export function readClip(text: string): Clip | null {
  if (!text.includes(clipMark)) return null;
  try {
    const { type, ...parts }: Record<string, unknown> = JSON.parse(text);
    if (type !== clipMark) return null;
    // The clipboard is anybody's: what is on it passes the same door as a file.
    const { document } = readFlow({ format: 1, name: "clip", start: "start", ...parts });
    return document;
  } catch {
    return null;
  }
}

function renaming(flow: FlowDocument, clip: Clip, chance: Chance): ReadonlyMap<string, string> {
  const notes = (clip.notes ?? []).flatMap(({ id }) => id ?? []);
  const former = [...Object.keys(clip.blocks), ...notes, ...Object.keys(clip.groups ?? {})];
  const taken = new Set([
    ...former,
    ...Object.keys(flow.blocks),
    ...(flow.notes ?? []).flatMap(({ id }) => id ?? []),
    ...Object.keys(flow.groups ?? {}),
  ]);
  const fresh = newBlockIds(chance, former.length, (id) => taken.has(id));
  return new Map(former.map((id, index) => [id, fresh[index] ?? id]));
}

function keeping(wanted: ReadonlySet<string>) {
  return (id: string) => (wanted.has(id) ? id : undefined);
}

/** Names other blocks in a block's arrows, and in a jump within the flow; what has no name is left out. */
function renamed(block: BlockDocument, rename: (id: string) => string | undefined): BlockDocument {
  const next = Object.entries(block.next).flatMap(([output, to]) => {
    const name = rename(to);
    return name === undefined ? [] : [[output, name] as const];
  });
  return { ...block, params: renamedParams(block, rename), next: Object.fromEntries(next) };
}

function renamedParams(
  { kind, params }: BlockDocument,
  rename: (id: string) => string | undefined,
) {
  const { block, bot, ...rest } = params;
  if (kind !== "jump" || typeof block !== "string" || bot !== undefined) return params;
  const name = rename(block);
  return name === undefined ? rest : { ...rest, block: name };
}

function mentions(blocks: readonly (readonly [string, BlockDocument])[], field: string): boolean {
  return blocks.some(([, { params }]) => JSON.stringify(params).includes(field));
}
