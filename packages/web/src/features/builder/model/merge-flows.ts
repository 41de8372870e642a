import type { FlowDocument } from "@parley/flow";
import { areSame } from "./are-same.ts";
import { applyChanges, type Change, changesBetween } from "./changes.ts";
import { withoutLooseEnds } from "./edit-blocks.ts";

/** A place that both sides have changed in ways that do not go together. */
export interface Conflict {
  /** Stands for the conflict in `choose`. */
  readonly key: string;
  readonly path: readonly string[];
  readonly mine: readonly Change[];
  readonly theirs: readonly Change[];
}

/** Two people's edits of one flow, brought together as far as they go. */
export interface Merge {
  readonly base: FlowDocument;
  /** What both sides changed without getting into each other's way. */
  readonly agreed: readonly Change[];
  readonly conflicts: readonly Conflict[];
}

export type Side = "mine" | "theirs";

/**
 * Brings together what two sides made of one flow: block by block, parameter by parameter, arrow by arrow. No edit is
 * lost that no edit of the other side speaks against; where a thing was only moved by both, mine counts.
 */
export function mergeFlows(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument): Merge {
  const [allMine, allTheirs] = [changesBetween(base, mine), changesBetween(base, theirs)];
  const [my, their] = [apart(allMine, allTheirs), apart(allTheirs, allMine)];
  const pairs = their.flatMap((theirChange) =>
    my.flatMap((myChange) => (doClash(myChange, theirChange) ? [{ myChange, theirChange }] : [])),
  );
  const conflicts = gather(pairs.filter(({ myChange }) => myChange.path[0] !== "layout"));
  const disputed = new Set(conflicts.flatMap((it) => [...it.mine, ...it.theirs]));
  const outdone = new Set(pairs.map(({ theirChange }) => theirChange));
  return {
    base,
    agreed: [
      ...their.filter((change) => !disputed.has(change) && !outdone.has(change)),
      ...my.filter((change) => !disputed.has(change)),
    ],
    conflicts,
  };
}

/** The flow that comes of a merge once each conflict has been decided. */
export function settled(merge: Merge, choose: (conflict: Conflict) => Side): FlowDocument {
  const chosen = merge.conflicts.flatMap((conflict) => conflict[choose(conflict)]);
  return withoutLooseEnds(
    applyChanges(merge.base, [...merge.agreed, ...chosen].toSorted(blocksFirst)),
  );
}

/** The flow with what both sides agree on alone: it knows the names of all blocks but those in dispute that are new. */
export function agreedFlow({ base, agreed }: Merge): FlowDocument {
  return applyChanges(base, agreed.toSorted(blocksFirst));
}

interface Pair {
  readonly myChange: Change;
  readonly theirChange: Change;
}

function doClash(mine: Change, theirs: Change): boolean {
  if (isWithin(mine.path, theirs.path) || isWithin(theirs.path, mine.path))
    return !(mine.path.length === theirs.path.length && areSame(mine.after, theirs.after));
  return deletesTargetOf(mine, theirs) || deletesTargetOf(theirs, mine);
}

/** One side takes a block out that the other side has just drawn an arrow to. */
function deletesTargetOf(change: Change, { path: [top, , part, name], after }: Change): boolean {
  const isJump = part === "params" && name === "block";
  const isWayIn = top === "start" || top === "fallback" || top === "keywords";
  const leads = part === "next" || isJump || isWayIn;
  return leads && after !== undefined && goneBlock(change) === after;
}

/** The block that a change takes out. */
function goneBlock({ path: [top, id = "", inner], after }: Change): string | null {
  return top === "blocks" && inner === undefined && after === undefined ? id : null;
}

/** Of a new block only those arrows are disputed that lead to what the other side takes out: they are changes by themselves. */
function apart(changes: readonly Change[], others: readonly Change[]): readonly Change[] {
  const gone = new Set<unknown>(others.map(goneBlock));
  return changes.flatMap((change) => {
    const { path, before, after } = change;
    if (path[0] !== "blocks" || path.length !== 2 || !hasArrows(after)) return [change];
    const arrows = Object.entries(after.next);
    const disputed = arrows.filter(([, to]) => gone.has(to));
    if (disputed.length === 0) return [change];
    const next = Object.fromEntries(arrows.filter(([, to]) => !gone.has(to)));
    return [
      { path, before, after: { ...after, next } },
      ...disputed.map(([output, to]) => ({
        path: [...path, "next", output],
        before: undefined,
        after: to,
      })),
    ];
  });
}

function hasArrows(
  block: unknown,
): block is { readonly next: { readonly [output: string]: unknown } } {
  if (typeof block !== "object" || block === null || !("next" in block)) return false;
  return typeof block.next === "object" && block.next !== null;
}

function isWithin(outer: readonly string[], inner: readonly string[]): boolean {
  return outer.every((key, at) => inner[at] === key);
}

/** Pairs that share a change are one question: a block is taken out, or it keeps all that was done to it. */
function gather(pairs: readonly Pair[]): readonly Conflict[] {
  const found: { mine: Set<Change>; theirs: Set<Change> }[] = [];
  for (const { myChange, theirChange } of pairs) {
    const touching = found.filter((it) => it.mine.has(myChange) || it.theirs.has(theirChange));
    const rest = found.filter((it) => !touching.includes(it));
    const mine = new Set([...touching.flatMap((it) => [...it.mine]), myChange]);
    const theirs = new Set([...touching.flatMap((it) => [...it.theirs]), theirChange]);
    found.splice(0, found.length, ...rest, { mine, theirs });
  }
  return found.map(({ mine, theirs }) => {
    const [first] = [...mine, ...theirs].toSorted((a, b) => a.path.length - b.path.length);
    const path = first?.path ?? [];
    return { key: path.join("."), path, mine: [...mine], theirs: [...theirs] };
  });
}

function blocksFirst(a: Change, b: Change): number {
  return a.path.length - b.path.length;
}
