import type { FlowDocument } from "@parley/flow";
import { formWord } from "../inspector/model/form-words.ts";
import { faceOf } from "./block-faces.ts";

/** What a block is called: its own name, else what kind it is. */
export function blockName(flow: FlowDocument, id: string): string {
  const block = flow.blocks[id];
  if (!block) return id;
  const { kind } = faceOf(block);
  return block.name || (kind ? formWord(kind.title) : block.kind);
}
