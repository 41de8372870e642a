import type { BlockDocument, FlowDocument } from "@parley/flow";
import { openFlow } from "../open-flow.ts";

/** Blocks that say something, each of which leads on to the next. */
export function chainFlow(length: number, more: FlowDocument["blocks"] = {}): FlowDocument {
  const blocks = Array.from({ length }, (_, at): readonly [string, BlockDocument] => {
    const next = at + 1 < length ? { success: `b${at + 1}` } : {};
    return [`b${at}`, { kind: "send_text", params: { text: `Line ${at}` }, next }];
  });
  return openFlow({
    ...{ format: 1, name: "Chain", timezone: "UTC", language: "en", keywords: {}, fields: {} },
    start: "b0",
    blocks: { ...Object.fromEntries(blocks), ...more },
  });
}
