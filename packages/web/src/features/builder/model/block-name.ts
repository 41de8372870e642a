import type { BlockDocument, FlowDocument } from "@parley/flow";
import { formWord } from "../inspector/model/form-words.ts";
import { faceOf } from "./block-faces.ts";

/** What a block of the flow is called; the id of one that is not there. */
export function blockName(flow: FlowDocument, id: string): string {
  const block = flow.blocks[id];
  return block ? titleOf(block) : id;
}

/** What a block is called: its own name, else what kind it is. */
export function titleOf(block: BlockDocument): string {
  const { kind } = faceOf(block);
  return block.name || (kind ? formWord(kind.title) : block.kind);
}
