import type { FlowDocument } from "@parley/flow";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";
import type { RunView } from "./model/run.ts";

/** Says whose turn it is. */
export function waitWords(flow: FlowDocument, { wait, holder, calls, cursor }: RunView): string {
  if (holder) return t("{name} has the conversation", { name: holder.name });
  if (cursor.phase === "closed") return t("The flow has ended");
  if (wait === null) return t("Nothing has happened yet");
  const block = blockName(flow, wait.block);
  switch (wait.phase) {
    case "asking":
      return t("The visitor's turn: {block}", { block });
    case "calling": {
      const request = calls[0]?.request;
      const host = request ? (URL.parse(request.url)?.host ?? request.url) : "";
      return t("Calling {host}", { host });
    }
    case "waiting":
    case "dead-end":
      return t("Parked at “{block}”", { block });
    case "delaying":
      return t("Pausing at “{block}”", { block });
    case "assigning":
      return t("Looking for an agent");
    case "ready":
      return t("“{block}” runs on the next message", { block });
  }
}
