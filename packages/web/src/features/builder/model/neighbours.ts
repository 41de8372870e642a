import type { FlowDocument } from "@parley/flow";
import { faceOf } from "./block-faces.ts";
import type { Point } from "./edit-blocks.ts";

export type Direction = "left" | "right" | "up" | "down";

/**
 * The block that an arrow key leads to: right follows the first arrow, left goes back to where one comes from, up and
 * down go through the blocks beside it; without a connection, to the nearest block on that side.
 */
export function neighbourOf(flow: FlowDocument, id: string, direction: Direction): string | null {
  const here = flow.layout?.[id];
  if (!flow.blocks[id] || !here) return null;
  const connected = connectedTo(flow, id, direction);
  return nearest(flow, here, connected) ?? nearest(flow, here, beside(flow, id, here, direction));
}

/** Blocks in the order one would tell them: Tab goes through them. */
export function tellingOrder(flow: FlowDocument): readonly string[] {
  const told = new Set<string>();
  const waiting = [flow.start, ...Object.keys(flow.blocks)].reverse();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const block = flow.blocks[id];
    if (!block || told.has(id)) continue;
    told.add(id);
    waiting.push(...followers(flow, id).toReversed());
  }
  return [...told];
}

function connectedTo(flow: FlowDocument, id: string, direction: Direction): readonly string[] {
  if (direction === "right") return followers(flow, id).slice(0, 1);
  if (direction === "left") return enteredFrom(flow, id);
  return [];
}

function followers(flow: FlowDocument, id: string): readonly string[] {
  const block = flow.blocks[id];
  if (!block) return [];
  return faceOf(block).outputs.flatMap((output) => {
    const to = block.next[output];
    return to === undefined || to === id ? [] : [to];
  });
}

function enteredFrom(flow: FlowDocument, id: string): readonly string[] {
  return Object.entries(flow.blocks).flatMap(([from, { next }]) =>
    from !== id && Object.values(next).includes(id) ? [from] : [],
  );
}

function beside(flow: FlowDocument, id: string, here: Point, direction: Direction) {
  return Object.entries(flow.layout ?? {}).flatMap(([other, at]) =>
    other !== id && flow.blocks[other] && isTowards(here, at, direction) ? [other] : [],
  );
}

function isTowards(from: Point, to: Point, direction: Direction): boolean {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (direction === "left" || direction === "right")
    return Math.sign(x) === (direction === "right" ? 1 : -1) && Math.abs(x) >= Math.abs(y);
  return Math.sign(y) === (direction === "down" ? 1 : -1) && Math.abs(y) >= Math.abs(x) / 2;
}

function nearest(flow: FlowDocument, here: Point, ids: readonly string[]): string | null {
  const distance = (id: string) => {
    const at = flow.layout?.[id];
    return at ? Math.hypot(at.x - here.x, at.y - here.y) : Number.POSITIVE_INFINITY;
  };
  return ids.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
