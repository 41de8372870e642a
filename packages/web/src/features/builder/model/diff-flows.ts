import type { BlockDocument, FlowDocument } from "@parley/flow";
import { type Change, changesBetween } from "./changes.ts";

/** What a reviewer is shown of a block. */
export interface BlockDiff {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  /** What differs inside it, at its deepest: `params.options.2.label`. Empty for a block that came or went. */
  readonly changes: readonly Change[];
}

/** How one flow differs from another, as one would tell it. */
export interface FlowDiff {
  readonly added: readonly BlockDiff[];
  readonly removed: readonly BlockDiff[];
  readonly changed: readonly BlockDiff[];
  /** Name, start, keywords, fields: what belongs to no block. */
  readonly settings: readonly Change[];
  /** Blocks, notes and groups that only look different: nothing that a visitor notices. */
  readonly looks: number;
}

const looks = new Set(["layout", "notes", "groups"]);

/** Compares two flows by what they say, not by how they are written. */
export function diffFlows(before: FlowDocument, after: FlowDocument): FlowDiff {
  const changes = changesBetween(before, after);
  const ofBlocks = Map.groupBy(
    changes.filter(({ path }) => path[0] === "blocks"),
    ({ path }) => path[1] ?? "",
  );
  const describe = (id: string, block: BlockDocument | undefined, inner: readonly Change[]) => ({
    id,
    kind: block?.kind ?? "",
    name: block?.name ?? null,
    changes: inner,
  });
  const isThere = (flow: FlowDocument, id: string) => Object.hasOwn(flow.blocks, id);
  const ids = [...ofBlocks.keys()];
  return {
    added: ids.filter((id) => !isThere(before, id)).map((id) => describe(id, after.blocks[id], [])),
    removed: ids
      .filter((id) => !isThere(after, id))
      .map((id) => describe(id, before.blocks[id], [])),
    changed: ids
      .filter((id) => isThere(before, id) && isThere(after, id))
      .map((id) => describe(id, after.blocks[id], insideOf(ofBlocks.get(id) ?? []))),
    settings: changes.filter(({ path: [top = ""] }) => top !== "blocks" && !looks.has(top)),
    looks: changes.filter(({ path: [top = ""] }) => looks.has(top)).length,
  };
}

/** Whether nothing at all differs that a visitor could notice. */
export function isUnchanged({ added, removed, changed, settings }: FlowDiff): boolean {
  return added.length + removed.length + changed.length + settings.length === 0;
}

function insideOf(changes: readonly Change[]): readonly Change[] {
  return changes.flatMap(({ path, before, after }) => deepest(path.slice(2), before, after));
}

function deepest(path: readonly string[], before: unknown, after: unknown): readonly Change[] {
  if (Object.is(before, after)) return [];
  const [one, other] = [partsOf(before), partsOf(after)];
  if (!one || !other) return [{ path, before, after }];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => deepest([...path, key], one[key], other[key]));
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null ? { ...value } : null;
}
