import type { FlowDocument } from "@parley/flow";
import { faceOf } from "./block-faces.ts";

/** What a block is called: its own name, else what kind it is. */
export function blockName(flow: FlowDocument, id: string): string {
  const block = flow.blocks[id];
  return block ? block.name || faceOf(block).kind?.title || block.kind : id;
}
