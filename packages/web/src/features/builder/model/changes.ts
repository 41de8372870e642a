import type { FlowDocument } from "@parley/flow";
import { areSame } from "./are-same.ts";

/** One place of a flow that differs between two documents; `undefined` says that nothing is there. */
export interface Change {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Lists where two documents differ, place by place: a block's parameter, an arrow, a position. A block that is only
 * in one of them is one change. Parts that both share by identity cost nothing.
 */
export function changesBetween(before: FlowDocument, after: FlowDocument): readonly Change[] {
  return before === after ? [] : compare([], toTree(before), toTree(after));
}

/**
 * Gives the document with these changes made. With `isCareful` a place that no longer holds what the change found
 * there is left alone: somebody else has been at it since.
 */
export function applyChanges(
  document: FlowDocument,
  changes: readonly Change[],
  { isCareful = false } = {},
): FlowDocument {
  if (changes.length === 0) return document;
  const tree = changes.reduce((tree: Tree, { path, before, after }) => {
    if (isCareful && !areSame(valueAt(tree, path), before)) return tree;
    return withValue(tree, path, after);
  }, toTree(document));
  return fromTree(tree);
}

/** The changes that take these back, in the order they have to be made. */
export function inverseOf(changes: readonly Change[]): readonly Change[] {
  return changes
    .map(({ path, before, after }) => ({ path, before: after, after: before }))
    .reverse();
}

/** What stands at a place of a document. */
export function readAt(document: FlowDocument, path: readonly string[]): unknown {
  return valueAt(toTree(document), path);
}

type Tree = { readonly [key: string]: unknown };

/** Notes and the members of groups are sets: as records, each member is a place of its own. */
function toTree(document: FlowDocument): Tree {
  const { notes = [], groups = {}, ...rest } = document;
  return {
    ...rest,
    notes: Object.fromEntries(notes.map((note, index) => [note.id ?? `n${index + 1}`, note])),
    groups: Object.fromEntries(
      Object.entries(groups).map(([id, { name, blocks }]) => [
        id,
        { name, blocks: Object.fromEntries(blocks.map((block) => [block, true])) },
      ]),
    ),
  };
}

function fromTree(tree: Tree): FlowDocument {
  const { notes, groups, layout, ...rest } = tree;
  const groupList = inOrder(recordOf(groups)).map(([id, group]) => {
    const { name, blocks } = recordOf(group);
    return [id, { name, blocks: inOrder(recordOf(blocks)).map(([block]) => block) }];
  });
  const noteList = inOrder(recordOf(notes)).map(([, note]) => note);
  // Every value in the tree came out of a document, at the same place.
  return {
    ...rest,
    ...(noteList.length > 0 && { notes: noteList }),
    ...(groupList.length > 0 && { groups: Object.fromEntries(groupList) }),
    ...(Object.keys(recordOf(layout)).length > 0 && { layout }),
  } as FlowDocument;
}

function inOrder(record: Tree): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Records whose keys are places of their own, by the length of their path. */
function isBranch([top, , part]: readonly string[], length: number): boolean {
  if (length <= 1) return length === 0 || (top !== undefined && collections.has(top));
  if (length === 2) return top === "blocks" || top === "groups";
  if (length !== 3) return false;
  return top === "blocks" ? part === "params" || part === "next" : part === "blocks";
}

const collections = new Set(["keywords", "fields", "layout", "groups", "notes", "blocks"]);

function compare(path: readonly string[], before: unknown, after: unknown): Change[] {
  if (before === after) return [];
  // A collection that is missing is an empty one; a block that is missing is no block.
  const isOpen = path.length <= 1 || (before !== undefined && after !== undefined);
  if (!isBranch(path, path.length) || !isOpen)
    return areSame(before, after) ? [] : [{ path, before, after }];
  const [one, other] = [recordOf(before), recordOf(after)];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => compare([...path, key], ownOf(one, key), ownOf(other, key)));
}

function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => ownOf(recordOf(value), key), tree);
}

/** A keyword or a field may be called `constructor`. */
function ownOf(tree: Tree, key: string): unknown {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

function withValue(tree: Tree, [key, ...rest]: readonly string[], value: unknown): Tree {
  if (key === undefined) return tree;
  const { [key]: present, ...others } = tree;
  if (rest.length === 0) return value === undefined ? others : { ...tree, [key]: value };
  // What was inside something that is gone is gone with it.
  if (present === undefined && !(collections.has(key) && rest.length === 1)) return tree;
  return { ...tree, [key]: withValue(recordOf(present), rest, value) };
}

function recordOf(value: unknown): Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Tree)
    : {};
}
