import type { FlowDocument } from "@parley/flow";
import { faceOf } from "./block-faces.ts";
import { changeBlock } from "./edit-blocks.ts";

/** Where an arrow begins. */
export interface Output {
  readonly block: string;
  readonly output: string;
}

/** Draws an arrow; an output has one arrow at most, the new one takes its place. A block may lead back to itself. */
export function connect(flow: FlowDocument, from: Output, to: string): FlowDocument {
  if (!Object.hasOwn(flow.blocks, to)) return flow;
  return changeBlock(flow, from.block, (block) => ({
    ...block,
    next: { ...block.next, [from.output]: to },
  }));
}

/** Takes an arrow out. */
export function disconnect(flow: FlowDocument, { block, output }: Output): FlowDocument {
  return changeBlock(flow, block, (it) => {
    const { [output]: _gone, ...next } = it.next;
    return { ...it, next };
  });
}

/** Puts a block that is in the flow into an arrow: before it goes the arrow's begin, after it what the arrow led to. */
export function insertOnArrow(flow: FlowDocument, arrow: Output, id: string): FlowDocument {
  const target = flow.blocks[arrow.block]?.next[arrow.output];
  const led = connect(flow, arrow, id);
  const output = mainOutputOf(led, id);
  if (target === undefined || output === null || target === id) return led;
  return connect(led, { block: id, output }, target);
}

/** The one way out of the flow that leads nowhere yet; `null` if there is none, or a choice. */
export function onlyOpenEnd(flow: FlowDocument): Output | null {
  const open = Object.entries(flow.blocks).flatMap(([block, it]) =>
    faceOf(it)
      .outputs.filter((output) => !Object.hasOwn(it.next, output))
      .map((output) => ({ block, output })),
  );
  const [only = null] = open;
  return open.length === 1 ? only : null;
}

/** The first output of a block that leads nowhere yet; its first one if all do; `null` if it has none. */
export function mainOutputOf(flow: FlowDocument, id: string): string | null {
  const block = flow.blocks[id];
  if (!block) return null;
  const { outputs } = faceOf(block);
  return outputs.find((it) => !Object.hasOwn(block.next, it)) ?? outputs[0] ?? null;
}
